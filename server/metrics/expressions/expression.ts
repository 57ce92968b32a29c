import type { Rational } from '../../analytics/rational.ts'

/** What a formula can call. Each takes so many arguments; `over` says which smaller cells the argument is taken in. */
export const functions = {
  /** a in % of b; null where b ≤ 0. */
  pct: { arity: 2, over: null },
  max: { arity: 2, over: null },
  min: { arity: 2, over: null },
  abs: { arity: 1, over: null },
  /** Slope of the least-squares line over complete months, in % of their mean. */
  trend_pct: { arity: 1, over: 'MONTHS' },
  /** Change against the same length of time before, in %. */
  growth_pct: { arity: 1, over: 'PREVIOUS' },
  /** Share of the largest client, in %. */
  largest_share_pct: { arity: 1, over: 'CLIENTS' },
  /** Sum of the squared shares of clients, 0 to 1. */
  hhi: { arity: 1, over: 'CLIENTS' },
} as const
export type FunctionName = keyof typeof functions
/** Smaller cells that a function looks into: the months or clients of a cell, or the time before it. */
export type Breakdown = 'MONTHS' | 'CLIENTS' | 'PREVIOUS'

/** A parsed formula. `at` is the position in its text, for messages. */
export type Expression =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'name'; readonly key: string; readonly at: number }
  | { readonly kind: 'negation'; readonly of: Expression }
  | {
      readonly kind: 'operation'
      readonly operator: Operator
      readonly left: Expression
      readonly right: Expression
      readonly at: number
    }
  | {
      readonly kind: 'call'
      readonly name: FunctionName
      readonly inputs: readonly Expression[]
      readonly at: number
    }
export type Operator = '+' | '-' | '*' | '/'

/** The parts an expression is made of, one level down. */
export function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'operation') return [expression.left, expression.right]
  if (expression.kind === 'negation') return [expression.of]
  return expression.kind === 'call' ? expression.inputs : []
}

/** Keys of the measures and metrics it names, each once, in order. */
export function inputsOf(expression: Expression): string[] {
  if (expression.kind === 'name') return [expression.key]
  return [...new Set(partsOf(expression).flatMap(inputsOf))]
}
