/** Values kept by one key of theirs. */
export interface Store<T> {
  /** Whether other tabs of this browser see the same values, and a restart keeps them. */
  readonly shared: boolean;
  all(): Promise<T[]>;
  put(value: T): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Opens an IndexedDB store; where the browser has none, or refuses it, one in memory. */
export async function openStore<T>(name: string, keyPath: keyof T & string): Promise<Store<T>> {
  try {
    return databaseStore<T>(await openDatabase(name, keyPath), name);
  } catch (error) {
    console.warn("This browser keeps no data: what waits to be sent is lost when the page is closed.", error);
    return memoryStore<T>(keyPath);
  }
}

export function memoryStore<T>(keyPath: keyof T): Store<T> {
  const values = new Map<unknown, T>();
  return {
    shared: false,
    all: () => Promise.resolve([...values.values()]),
    put: (value) => Promise.resolve(void values.set(value[keyPath], value)),
    delete: (key) => Promise.resolve(void values.delete(key)),
  };
}

function databaseStore<T>(database: IDBDatabase, name: string): Store<T> {
  return {
    shared: true,
    all: () => settled<T[]>(database.transaction(name).objectStore(name).getAll()),
    put: (value) => write(database, name, (store) => store.put(value)),
    delete: (key) => write(database, name, (store) => store.delete(key)),
  };
}

function openDatabase(name: string, keyPath: string): Promise<IDBDatabase> {
  const request = indexedDB.open(`parley-${name}`, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(name, { keyPath });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function write(
  database: IDBDatabase,
  name: string,
  change: (store: IDBObjectStore) => void,
): Promise<void> {
  const transaction = database.transaction(name, "readwrite");
  change(transaction.objectStore(name));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
