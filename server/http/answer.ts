import type { ServerResponse } from 'node:http'

/** Sends JSON and ends the response. */
export function answerJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body)
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  res.end(text)
}

/** Sends an error in the shape GraphQL answers have, so that a caller reads one shape only. */
export function answerError(
  res: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  answerJson(res, status, { errors: [{ message, extensions: { code } }] }, headers)
}
