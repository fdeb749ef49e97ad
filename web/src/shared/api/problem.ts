import * as z from "zod/mini";

import { maybe } from "./parse.ts";

const problemSchema = z.object({
  type: z._default(z.string(), "about:blank"),
  title: z._default(z.string(), ""),
  status: z._default(z.number(), 0),
  detail: maybe(z.string()),
  requestId: maybe(z.string()),
  errors: z.pipe(
    z.nullish(z.array(z.object({ field: z.string(), message: z.string() }))),
    z.transform((errors) => errors ?? []),
  ),
});

export type Problem = z.output<typeof problemSchema>;

/** The server said no, and why (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }

  get status(): number {
    return this.problem.status;
  }

  /** The stable last part of the problem's type, such as `task-already-decided`. */
  get slug(): string {
    return this.problem.type.split(":").at(-1) ?? this.problem.type;
  }

  static async from(response: Response): Promise<ProblemError> {
    const body: unknown = await response.json().catch(() => ({}));
    const parsed = problemSchema.safeParse(body);
    const problem = parsed.success ? parsed.data : problemSchema.parse({});
    return new ProblemError({
      ...problem,
      status: response.status,
      title: problem.title === "" ? response.statusText : problem.title,
      requestId: problem.requestId ?? response.headers.get("X-Request-Id"),
    });
  }
}

/** Nobody answered: the network, a proxy, or the server is away. The request may or may not have arrived. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** The server answered something this version of the app does not understand. */
export class UnexpectedAnswerError extends Error {
  override readonly name = "UnexpectedAnswerError";

  constructor(
    readonly path: string,
    readonly requestId: string | null,
    cause: unknown,
  ) {
    super(`Unexpected answer from ${path}`, { cause });
  }
}

export const hasStatus = (error: unknown, ...statuses: number[]): error is ProblemError =>
  error instanceof ProblemError && statuses.includes(error.status);
