const pause = 2_000;

/** Loads code that comes in a file of its own. While nobody answers it tries again, as the event stream does. */
export async function loadCode<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (await somebodyAnswers()) throw error;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
}

const somebodyAnswers = () =>
  fetch("/favicon.svg", { method: "HEAD", cache: "no-store" }).then(
    () => true,
    () => false,
  );
