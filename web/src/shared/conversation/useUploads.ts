import { useRef, useState } from "react";

import { uploadFile, type Place } from "../api/conversation.ts";

/** A file on its way, or one that did not arrive. */
export interface Upload {
  id: number;
  name: string;
  progress: number;
  error: unknown;
}

/** Thrown for a file that the server would not take anyway. */
export class FileTooLarge extends Error {
  constructor(readonly limit: number) {
    super("the file is too large");
  }
}

/** Sends files, one after the other, and keeps those that were refused until somebody has read why. */
export function useUploads(place: Place, maxFileSize: number, onDone: () => Promise<void>) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const count = useRef(0);
  const queue = useRef(Promise.resolve());

  const change = (id: number, part: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));
  const forget = (id: number) => setUploads((all) => all.filter((upload) => upload.id !== id));

  const send = async (id: number, file: File) => {
    try {
      if (file.size > maxFileSize) throw new FileTooLarge(maxFileSize);
      await uploadFile(place, file, { onProgress: (progress) => change(id, { progress }) });
      await onDone();
      forget(id);
    } catch (error) {
      change(id, { error });
    }
  };
  const add = (files: FileList | null) => {
    for (const file of files ?? []) {
      const id = count.current++;
      setUploads((all) => [...all, { id, name: file.name, progress: 0, error: null }]);
      queue.current = queue.current.then(() => send(id, file));
    }
  };
  return { uploads, add, forget };
}
