import { answer } from './answer.ts'

// The JSDoc below is what people see in Excel while they type: `functionsMetadata` makes functions.json of it. Excel
// keeps that for up to a day, so these stay thin, and an id that was published keeps its parameters.

/**
 * The value of a metric. Dates mean the month they are in; an empty client means the whole firm.
 * @customfunction METRIC
 * @param metric Key or name of the metric, e.g. "revenue" or "Gross margin"
 * @param [client] Exact name of a client; empty: all clients
 * @param [period] A date, "2026-08", "2026-Q3", 2026 or "YTD"; empty: all months with data
 * @param [as_of] A date: what was known by its end; empty: now
 * @param invocation Of Excel
 * @returns The number in the metric's unit; percent as 0 to 100
 */
export function metric(
  metric: unknown,
  client: unknown,
  period: unknown,
  as_of: unknown,
  invocation: CustomFunctions.CancelableInvocation,
): Promise<number> {
  return answer(invocation, (formulas, signal) => formulas.metric({ metric, client, period, asOf: as_of }, signal))
}

/**
 * A metric month by month, as two columns: the first day of the month and the value.
 * @customfunction SERIES
 * @param metric Key or name of the metric
 * @param client Exact name of a client; empty: all clients
 * @param from First month: a date or "2026-01"
 * @param to Last month: a date or "2026-12"
 * @param invocation Of Excel
 * @returns A row for each month
 */
export function series(
  metric: unknown,
  client: unknown,
  from: unknown,
  to: unknown,
  invocation: CustomFunctions.CancelableInvocation,
): Promise<unknown[][]> {
  return answer(invocation, (formulas, signal) => formulas.series({ metric, client, from, to }, signal))
}

/**
 * The table of a saved query, with headings.
 * @customfunction TABLE
 * @param query_name Name of a query that was saved or shared, e.g. "Margin by client"
 * @param invocation Of Excel
 * @returns Headings and rows
 */
export function table(query_name: unknown, invocation: CustomFunctions.CancelableInvocation): Promise<unknown[][]> {
  return answer(invocation, (formulas, signal) => formulas.table(query_name, signal))
}

/**
 * Why a value is what it is: drivers that add up to the difference exactly.
 * @customfunction EXPLAIN
 * @param metric Key or name of the metric
 * @param client Exact name of a client; empty: all clients
 * @param period A date, "2026-08", "2026-Q3", 2026 or "YTD"; empty: the latest complete month
 * @param against "previous period", "last year", "portfolio", "budget", "target" or a client
 * @param invocation Of Excel
 * @returns Headings, a row for each driver, and what they add up to
 */
export function explain(
  metric: unknown,
  client: unknown,
  period: unknown,
  against: unknown,
  invocation: CustomFunctions.CancelableInvocation,
): Promise<unknown[][]> {
  return answer(invocation, (formulas, signal) => formulas.explain({ metric, client, period, against }, signal))
}

/**
 * How far to trust a value: the chance, 0 to 1, that it stays as it is once late data has come.
 * @customfunction CONFIDENCE
 * @param metric Key or name of the metric
 * @param client Exact name of a client; empty: all clients
 * @param period A date, "2026-08", "2026-Q3", 2026 or "YTD"; empty: all months with data
 * @param invocation Of Excel
 * @returns From 0 to 1
 */
export function confidence(
  metric: unknown,
  client: unknown,
  period: unknown,
  invocation: CustomFunctions.CancelableInvocation,
): Promise<number> {
  return answer(invocation, (formulas, signal) => formulas.confidence({ metric, client, period, asOf: null }, signal))
}

/**
 * The names of all clients, one below the other.
 * @customfunction CLIENTS
 * @param invocation Of Excel
 * @returns A row for each client
 */
export function clients(invocation: CustomFunctions.CancelableInvocation): Promise<unknown[][]> {
  return answer(invocation, (formulas, signal) => formulas.clients(signal))
}

/**
 * The answer to a question in words: a number, or a table with headings. What is not understood in full is not guessed.
 * @customfunction ASK
 * @param question In English, e.g. "which clients lost money last quarter?"
 * @param invocation Of Excel
 * @returns A number, or headings and rows
 */
export function ask(question: unknown, invocation: CustomFunctions.CancelableInvocation): Promise<unknown[][]> {
  return answer(invocation, (formulas, signal) => formulas.ask(question, signal))
}
