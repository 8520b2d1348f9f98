// The weeks of a diary, in this browser's own database: made when a reader asks for it, gone when the reader deletes it.
const NAME = "diary", WEEKS = "weeks";

function result(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** The diary that is kept here, or null; one is begun only where that is wanted. */
export async function open(isWanted) {
  try {
    const request = indexedDB.open(NAME, 1); // throws where a browser keeps nothing
    request.onupgradeneeded = () => {
      if (isWanted) request.result.createObjectStore(WEEKS, { keyPath: "week" });
      else request.transaction.abort(); // leaves nothing behind
    };
    const diary = await result(request);
    diary.onversionchange = () => diary.close(); // another window deletes it
    return diary;
  } catch (fault) {
    if (isWanted) throw fault;
    return null;
  }
}

/** Its weeks in their order, each {week, date, words: {name: text}, photographs: {name: file}}. */
export function weeksOf(diary) {
  return result(diary.transaction(WEEKS).objectStore(WEEKS).getAll());
}

export function keep(diary, week) {
  return result(diary.transaction(WEEKS, "readwrite").objectStore(WEEKS).put(week));
}

export function remove(diary) {
  diary.close();
  return result(indexedDB.deleteDatabase(NAME));
}
