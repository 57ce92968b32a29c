import type { Scope } from '../access/policy.ts'
import type { Dimension, MetricQuery } from './metric-query.ts'

export type Unit =
  | 'MONEY'
  | 'MONEY_PER_HOUR'
  | 'MONEY_PER_SEAT'
  | 'HOURS'
  | 'SEATS'
  | 'COUNT'
  | 'PERCENT'
  | 'PERCENT_PER_MONTH'
  | 'RATIO'

/** What a metric means. Built-ins are data in the catalogue; custom ones are stored versions. */
export interface MetricDefinition {
  readonly key: string
  readonly version: number
  readonly name: string
  readonly description: string
  /** The formula as text, over measures and metrics. */
  readonly formula: string
  /** Keys of the measures and metrics it is made of. */
  readonly inputs: readonly string[]
  readonly unit: Unit
  readonly direction: 'UP' | 'DOWN' | 'BAND' | 'NONE'
  readonly scope: Extract<Scope, 'data:read' | 'cost:read'>
  readonly dimensions: readonly Dimension[]
  /** Fewer rows than this make the value uncertain. */
  readonly minimumSample: number
  readonly benchmarks: readonly Benchmark[]
  readonly custom: boolean
}

/** A published band, with what it assumes. */
export interface Benchmark {
  readonly label: string
  readonly from: number | null
  readonly to: number | null
  readonly source: string
  readonly year: number
  readonly definition: string
}

export interface Assumption {
  /** COST_RATE_FROM_BILLING_RATE, CAPACITY_DEFAULT, UNCONVERTED, … */
  readonly code: string
  readonly text: string
  /** Rows it concerns. */
  readonly rowCount: number
}

export interface ConfidenceSignal {
  readonly key: string
  readonly label: string
  /** The signal itself, in its own unit. */
  readonly value: number
  /** What it does to the score, as a difference. */
  readonly effect: number
  readonly text: string
}

export interface Confidence {
  /** 0 to 1. */
  readonly score: number
  readonly level: 'HIGH' | 'MEDIUM' | 'LOW' | 'AMBIGUOUS'
  /** The score of such a value where nothing is wrong: base + Σ effects of the signals = score. */
  readonly base: number
  readonly signals: readonly ConfidenceSignal[]
}

export interface MetricValue {
  readonly metric: MetricDefinition
  /** The nearest double to `exact`, unrounded; null: not known or not defined. */
  readonly value: number | null
  /** A decimal where it is finite, else "n/d". */
  readonly exact: string | null
  /** Rounded for people: "$1,234.50", "12.3 %", "–". */
  readonly text: string
  readonly currency: string | null
  readonly baseline: number | null
  readonly change: number | null
  readonly changePct: number | null
  readonly changeKind: 'NEW' | 'LOST' | 'CHANGED' | 'FLAT' | 'UNDEFINED' | null
  readonly confidence: Confidence
  readonly status: 'PUBLISHED' | 'PENDING_REVIEW' | 'REJECTED' | 'CORRECTED'
  /** What the data says, whatever was decided about it; null also for those who may not decide, unless it is published. */
  readonly computed: number | null
  /** The same, exact. */
  readonly computedExact: string | null
  /** Number of the review task about it; null: there is none. */
  readonly reviewTask: number | null
  /** 0 to 1: the share of the period that the data covers. */
  readonly coverage: number
  readonly partial: boolean
  readonly rowCount: number
  readonly assumptions: readonly Assumption[]
}

export interface DimensionValue {
  readonly dimension: Dimension
  /** Stable: a client's id as in `clientKey`, "2026-08" for a month; null: blank. */
  readonly key: string | null
  /** What a person reads; a blank is "(none)". */
  readonly label: string
}

export interface MetricRow {
  readonly key: string
  readonly dimensions: readonly DimensionValue[]
  readonly values: readonly MetricValue[]
}

export interface MetricColumn {
  readonly key: string
  readonly label: string
  readonly kind: 'DIMENSION' | 'METRIC' | 'CHANGE'
  readonly unit: Unit | null
  readonly currency: string | null
  /** A spreadsheet number format, e.g. "#,##0.00". */
  readonly format: string | null
}

/** Days as YYYY-MM-DD, both included. */
export interface Period {
  readonly from: string
  readonly to: string
  readonly label: string
}

export type FlatRow = Readonly<Record<string, string | number | null>>

/** Rows as plain objects with stable keys, each made when it is gone to. */
export interface FlatRows extends Iterable<FlatRow> {
  /** All of them as a JSON list in UTF-8, without an object for each: what JSON.stringify gives of them. */
  readonly jsonBytes: () => Uint8Array
  readonly toJSON: () => readonly FlatRow[]
}

export interface MetricTable {
  readonly columns: readonly MetricColumn[]
  readonly rows: readonly MetricRow[]
  /** The same as plain objects with stable keys. */
  readonly flatRows: FlatRows
  readonly totals: MetricRow
  readonly totalCount: number
  readonly truncated: boolean
  readonly period: Period
  /** Milliseconds since 1970. */
  readonly asOf: number
  /** Numbers of the snapshots whose rows stand behind the table. */
  readonly snapshots: readonly number[]
  /** The query with everything resolved: period as `between`, defaults filled. */
  readonly query: MetricQuery
  readonly durationMs: number
}
