/** Values kept by one key of theirs. */
export interface Store<T> {
  /** Whether other tabs of this browser see the same values, and a restart keeps them. */
  readonly shared: boolean;
  all(): Promise<T[]>;
  put(value: T): Promise<void>;
  delete(key: string): Promise<void>;
  /** Puts a value in the place of another one, both or neither. */
  replace(key: string, value: T): Promise<void>;
}

/** Opens an IndexedDB store; where the browser has none, or refuses it, one in memory. */
export async function openStore<T>(name: string, keyPath: keyof T & string): Promise<Store<T>> {
  try {
    return databaseStore<T>(
      await openDatabase(`parley-${name}`, (database) => database.createObjectStore(name, { keyPath })),
      name,
    );
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
    replace: (key, value) => {
      values.delete(key);
      return Promise.resolve(void values.set(value[keyPath], value));
    },
  };
}

function databaseStore<T>(database: IDBDatabase, name: string): Store<T> {
  return {
    shared: true,
    all: () => settled<T[]>(database.transaction(name).objectStore(name).getAll()),
    put: (value) => write(database, name, (store) => store.put(value)),
    delete: (key) => write(database, name, (store) => store.delete(key)),
    replace: (key, value) =>
      write(database, name, (store) => {
        store.delete(key);
        store.put(value);
      }),
  };
}

/** Opens a database of one version, made by `make` where there is none yet. @throws DOMException */
export function openDatabase(name: string, make: (database: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => make(request.result);
  return settled(request);
}

/** Waits for the result of a request. @throws DOMException */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Waits until all of a transaction is kept. @throws DOMException where nothing of it is */
export function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function write(database: IDBDatabase, name: string, change: (store: IDBObjectStore) => void): Promise<void> {
  // On the disk before it counts as kept: what somebody wrote must outlive the machine's fall, too.
  const transaction = database.transaction(name, "readwrite", { durability: "strict" });
  change(transaction.objectStore(name));
  return finished(transaction);
}
