export interface Socket {
  /** Whether what arrives is thrown away unread. */
  discards: boolean;
  /** Sends bytes; what the other end does not take yet is kept and sent later, in order. */
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /** Reads no more. */
  pause(): void;
  close(): void;
}

export interface SocketHandlers {
  /** The bytes are the callee's only until it returns. */
  onData(bytes: Uint8Array): void;
  /** Told once; also after close(). */
  onClose(): void;
}
