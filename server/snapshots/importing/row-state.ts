/** What a staged row is, compared with what is stored. */
export const NEW = 0
export const CHANGED = 1
export const UNCHANGED = 2
/** Taken back out. */
export const DROPPED = 3

export const isStored = (state: number): boolean => state === NEW || state === CHANGED
