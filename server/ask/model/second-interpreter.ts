/** A reading that the rules found possible, as another interpreter sees it: without names and numbers. */
export interface Candidate {
  /** What stands for it: short, and unlike that of any other candidate. */
  readonly word: string
  readonly description: string
}

/** What another interpreter is asked: words of the question with names, numbers and periods masked, and what to choose from. */
export interface ChoiceRequest {
  readonly question: string
  readonly candidates: readonly Candidate[]
}

/** One of the candidates, none of them, or no answer. */
export type Verdict =
  | { readonly kind: 'CHOSEN'; readonly index: number }
  | { readonly kind: 'ABSTAINED' }
  | { readonly kind: 'FAILED'; readonly trouble: ModelTrouble }

/** What keeps a model from answering, in words that go after a colon. */
export const modelTroubles = {
  NO_FILE: 'there is no file at ASK_MODEL_PATH, or it cannot be read',
  OUTSIDE_FOLDER: 'ASK_MODEL_PATH is a link that leads out of its folder',
  NOT_A_FILE: 'ASK_MODEL_PATH is not a file',
  TOO_LARGE: 'the file is larger than ASK_MODEL_MAX_BYTES',
  NOT_GGUF: 'the file is not in the GGUF format',
  WRONG_HASH: 'the SHA-256 of the file is not ASK_MODEL_SHA256',
  NO_PACKAGE: 'node-llama-cpp, or its build for this platform, is not installed',
  NOT_LOADED: 'the file does not load as a language model',
  DIED: 'its process ended',
  TIMED_OUT: 'it took longer than its time limit',
  OUT_OF_MEMORY: 'it took more memory than ASK_MODEL_MAX_MEMORY_BYTES',
  BAD_MESSAGE: 'its process said something that makes no sense',
  NO_CHOICE: 'it did not come to a choice',
  LOADING: 'it is being loaded',
  BUSY: 'it is busy with other questions',
  STOPPED: 'it has been stopped',
} as const

export type ModelTrouble = keyof typeof modelTroubles

export interface ModelStatus {
  /** PAUSED: failed several times in a row, tried again later. REFUSED: not tried again until the server starts anew. */
  readonly phase: 'LOADING' | 'READY' | 'PAUSED' | 'REFUSED' | 'STOPPED'
  /** The last failure; null once a question went well. */
  readonly trouble: ModelTrouble | null
  /** What the library said about it, for the log and the command line. */
  readonly detail: string | null
  /** Failures in a row. */
  readonly failures: number
  /** Id of its process, where there is one. */
  readonly pid: number | null
}

/** Chooses between readings of a question. Never throws, and answers within its time limit. */
export interface SecondInterpreter {
  choose(request: ChoiceRequest): Promise<Verdict>
  status(): ModelStatus
  /** Resolves once it is known whether the model can be used. */
  settled(): Promise<void>
  /** Ends its process; resolves when that is gone. */
  stop(): Promise<void>
}

/** A status in a few words: "ready", "paused after 3 failures: its process ended". */
export function modelStatusText({ phase, trouble, failures }: Omit<ModelStatus, 'pid' | 'detail'>): string {
  const why = trouble ? `: ${modelTroubles[trouble]}` : ''
  if (phase === 'READY') return 'ready'
  if (phase === 'LOADING') return `loading${trouble ? `, after it failed${why}` : ''}`
  if (phase === 'PAUSED') return `paused after ${failures} failures${why}`
  return phase === 'REFUSED' ? `not usable${why}` : 'stopped'
}
