import type { ByteRange } from "./byte_range.ts";

const CHUNK_BYTES = 64 * 1024;

/**
 * The bytes of a file as the body of a response. What fits in one chunk is read at once; of more, a stream is given that
 * opens the file at the first read, so a body that nobody reads holds no file.
 * @throws what opening the file throws
 */
export async function fileBody(path: string, range: ByteRange): Promise<BodyInit> {
  const length = range.last - range.first + 1;
  using file = await openAt(path, range.first);
  return length > CHUNK_BYTES ? streamFile(path, range) : await readExactly(file, length);
}

function streamFile(path: string, range: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>> {
  let file: Deno.FsFile | undefined;
  let left = range.last - range.first + 1;
  let reading: Promise<void> | undefined;

  async function readChunk(
    controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
  ): Promise<void> {
    try {
      file ??= await openAt(path, range.first);
      const chunk = await readExactly(file, Math.min(left, CHUNK_BYTES));
      left -= chunk.length;
      controller.enqueue(chunk);
      if (left > 0) return;
      close();
      controller.close();
    } catch (error) {
      close();
      throw error;
    }
  }

  function close(): void {
    file?.close();
    file = undefined;
  }

  return new ReadableStream({
    pull: (controller) => reading = readChunk(controller),
    cancel: async () => {
      // A read under way may be just opening the file.
      await reading?.catch(() => {});
      close();
    },
  }, { highWaterMark: 0 });
}

async function openAt(path: string, position: number): Promise<Deno.FsFile> {
  const file = await Deno.open(path);
  if (position === 0) return file;
  try {
    await file.seek(position, Deno.SeekMode.Start);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

async function readExactly(file: Deno.FsFile, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const read = await file.read(bytes.subarray(filled));
    // The length was announced already, so ending early would pass for the whole file.
    if (read === null) throw new Error(`File ended early: ${filled} of ${length} bytes read`);
    filled += read;
  }
  return bytes;
}
