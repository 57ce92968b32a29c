const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_LARGE: 413,
  STORAGE_FULL: 507,
  STORAGE_READ_ONLY: 503,
}

/** The HTTP status of an expected failure; 400 where its code says nothing more. */
export const statusOfCode = (code: string): number => statuses[code] ?? 400
