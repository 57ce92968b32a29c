/** Memory that bodies of requests take together while they are read and answered. */
export interface BodyMemory {
  /** Takes so many bytes more; false: there are not so many left. */
  take(bytes: number): boolean
  give(bytes: number): void
}

export function createBodyMemory(maxBytes: number): BodyMemory {
  let taken = 0
  return {
    take: bytes => {
      if (taken + bytes > maxBytes) return false
      taken += bytes
      return true
    },
    give: bytes => {
      taken -= bytes
    },
  }
}
