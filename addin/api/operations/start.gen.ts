// Written by npm run print from start.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** What the cells of a column hold. */
export type ColumnType =
  /** Yes or no, in many spellings. */
  | 'boolean'
  /** One of a few words. */
  | 'choice'
  /** A client, by name or external id. */
  | 'client'
  /** A whole number. */
  | 'count'
  /** An ISO 4217 code. */
  | 'currency'
  /** A calendar day. */
  | 'date'
  /** A decimal number, kept exactly. */
  | 'decimal'
  /** An e-mail address. */
  | 'email'
  /** Hours as a decimal (1.5) or as 1:30. */
  | 'hours'
  /** The lines of an invoice, as a JSON array. */
  | 'lines'
  /** An amount of money, with or without symbol and thousands separators. */
  | 'money'
  /** A calendar month, YYYY-MM. */
  | 'month'
  /** A phone number, with or without a plus sign. */
  | 'phone'
  /** Any text. */
  | 'text';

/** A kind of sheet that can be uploaded. */
export type DatasetKind =
  /** What was planned for a month: for the firm (no client) or for one client. */
  | 'BUDGETS'
  /** The customers of the MSP, one row each. Everything else names a client from this list. */
  | 'CLIENTS'
  /** What one unit of a currency was worth in another on a day. An invoice takes the latest rate of its day or before. */
  | 'FX_RATES'
  /** Invoices and credit notes, one row each (with their lines as JSON, or as totals only) or one row a line, where rows with the same number are one invoice. */
  | 'INVOICES'
  /** Software licenses bought for clients: seats, what they cost, how long they run. */
  | 'LICENSES'
  /** The people who do the work: capacity, what an hour of theirs costs and is billed at. */
  | 'STAFF'
  /** Hours worked, one entry a row: who, for which client, on which day. */
  | 'TIME_LOGS';

/** What an insight is about. */
export type InsightKind =
  /** A client that cost more than it brought. */
  | 'LOSS'
  /** Data that was there in each of three months and is not in the next. */
  | 'MISSING_DATA'
  /** A client whose profit (without cost:read: revenue) is not what it was in the period before. */
  | 'MOVER'
  /** Invoices of a client that are past due today. */
  | 'OVERDUE'
  /** License seats of a client that are paid for and not used. */
  | 'WASTE';

export type HoldingsQueryVariables = Exact<{ [key: string]: never; }>;


export type HoldingsQuery = { readonly datasets: ReadonlyArray<{ readonly kind: DatasetKind, readonly name: string, readonly title: string, readonly description: string, readonly periodColumn: string | null, readonly naturalKey: ReadonlyArray<ReadonlyArray<string>>, readonly templateCsv: string, readonly templateXlsx: string, readonly columns: ReadonlyArray<{ readonly name: string, readonly title: string, readonly description: string, readonly type: ColumnType, readonly required: boolean, readonly aliases: ReadonlyArray<string>, readonly choices: ReadonlyArray<string> | null, readonly example: string }> }>, readonly clients: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly createdAt: string, readonly acceptedCount: number, readonly period: { readonly from: string, readonly to: string } | null }> }, readonly staff: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly createdAt: string, readonly acceptedCount: number, readonly period: { readonly from: string, readonly to: string } | null }> }, readonly invoices: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly createdAt: string, readonly acceptedCount: number, readonly period: { readonly from: string, readonly to: string } | null }> }, readonly timeLogs: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly createdAt: string, readonly acceptedCount: number, readonly period: { readonly from: string, readonly to: string } | null }> }, readonly licenses: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly createdAt: string, readonly acceptedCount: number, readonly period: { readonly from: string, readonly to: string } | null }> }, readonly budgets: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly createdAt: string, readonly acceptedCount: number, readonly period: { readonly from: string, readonly to: string } | null }> }, readonly fxRates: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly createdAt: string, readonly acceptedCount: number, readonly period: { readonly from: string, readonly to: string } | null }> } };

export type FirstInsightsQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstInsightsQuery = { readonly insights: { readonly totalCount: number, readonly period: { readonly label: string }, readonly items: ReadonlyArray<{ readonly kind: InsightKind, readonly sentence: string, readonly metric: string | null, readonly client: { readonly id: string, readonly name: string } | null }> } };

export type HeldFragment = { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly createdAt: string, readonly acceptedCount: number, readonly period: { readonly from: string, readonly to: string } | null }> };

export const holdings: Operation<HoldingsQuery, HoldingsQueryVariables> =
  "query Holdings{datasets{kind name title description periodColumn naturalKey templateCsv templateXlsx columns{name title description type required aliases choices example}}clients:snapshots(filter:{datasets:[CLIENTS]status:ACCEPTED}first:1){...Held}staff:snapshots(filter:{datasets:[STAFF]status:ACCEPTED}first:1){...Held}invoices:snapshots(filter:{datasets:[INVOICES]status:ACCEPTED}first:1){...Held}timeLogs:snapshots(filter:{datasets:[TIME_LOGS]status:ACCEPTED}first:1){...Held}licenses:snapshots(filter:{datasets:[LICENSES]status:ACCEPTED}first:1){...Held}budgets:snapshots(filter:{datasets:[BUDGETS]status:ACCEPTED}first:1){...Held}fxRates:snapshots(filter:{datasets:[FX_RATES]status:ACCEPTED}first:1){...Held}}fragment Held on SnapshotConnection{totalCount nodes{id number createdAt acceptedCount period{from to}}}"
export const firstInsights: Operation<FirstInsightsQuery, FirstInsightsQueryVariables> =
  "query FirstInsights{insights(first:3){totalCount period{label}items{kind sentence metric client{id name}}}}"
