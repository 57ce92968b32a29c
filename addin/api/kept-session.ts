/** What a page knows of its session. Times are milliseconds of this machine's clock. */
export interface KeptSession {
  /** Of the sign-in; the same in every tab that came of it. */
  readonly line: string
  /** Grows with each exchange of the refresh token, so that of two copies the newer one is known. */
  readonly turn: number
  readonly refreshToken: string
  /** null after a reload: only the refresh token is kept over that. */
  readonly access: { readonly token: string; readonly until: number } | null
}

/**
 * Keeps a session for a page and for the tabs that were duplicated from it. A refresh token works once, and one that is
 * used twice ends the session: so only one of them exchanges it at a time (`alone`), and all learn of the new one.
 */
export interface SessionKeeper {
  /** The session to begin with: what was kept over a reload, or what another tab of the same sign-in has by now. */
  load(): Promise<KeptSession | null>
  /** Keeps it and tells the other tabs; null: it has ended, `asked`: because the person signed out. */
  save(session: KeptSession | null, before: KeptSession | null, asked?: boolean): void
  /** Runs when no other tab of the same sign-in does. */
  alone<Result>(line: string, work: () => Promise<Result>): Promise<Result>
  /** Another tab has exchanged the token of this line, or it has ended there (null), `asked` as above. */
  watch(listener: (line: string, session: KeptSession | null, asked: boolean) => void): void
}

/** Keeps a session for as long as the page lives: for tests in Node and for hosts without storage. */
export function memoryKeeper(): SessionKeeper {
  let kept: KeptSession | null = null
  return {
    load: async () => kept,
    save: session => {
      kept = session
    },
    alone: (_line, work) => work(),
    watch: () => {},
  }
}
