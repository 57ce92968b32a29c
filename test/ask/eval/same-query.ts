import type { Question, WrittenPeriod } from './question.ts'

type Plain = Readonly<Record<string, unknown>>

/** An answer's `query`, whatever it holds. */
export type AnsweredQuery = Plain

/**
 * Whether an answered query says what one of the right ones says. Names stand for ids, the order of metrics,
 * dimensions, names and conditions does not matter, an order without a cut neither unless it was asked for.
 */
export function isRight(question: Question, answered: AnsweredQuery, nameOf: (id: string) => string): boolean {
  const asked = question.tags.includes('order')
  return (question.gold ?? []).some(gold => {
    const [right, given] = [canonical(gold as Plain, nameOf), canonical(answered, nameOf)]
    if (right.period === '*') given.period = '*'
    if (!asked && right.first === undefined && given.first === undefined) right.orderBy = given.orderBy = []
    return JSON.stringify(right) === JSON.stringify(given)
  })
}

interface Canonical {
  kind: 'metrics' | 'explain'
  metrics: string[]
  groupBy: string[]
  period: WrittenPeriod
  where: unknown
  having: unknown
  orderBy: unknown
  first: unknown
  against: unknown
}

function canonical(query: Plain, nameOf: (id: string) => string): Canonical {
  const explain = query.explain as Plain | undefined
  if (explain) {
    const clientId = explain.clientId
    const where = { ...(explain.where as Plain), ...(typeof clientId === 'string' ? { clients: [clientId] } : {}) }
    return {
      ...{ kind: 'explain', metrics: [String(explain.metric)], groupBy: [] },
      ...{ period: periodOf(explain.period), where: filter(where, nameOf), having: [], orderBy: [], first: undefined },
      against: explain.against,
    }
  }
  const list = (key: string) => (query[key] ?? []) as readonly Plain[]
  return {
    kind: 'metrics',
    metrics: [...((query.metrics ?? []) as string[])].sort(),
    groupBy: [...((query.groupBy ?? []) as string[])].sort(),
    period: periodOf(query.period),
    where: filter(query.where as Plain | undefined, nameOf),
    having: list('having')
      .map(({ metric, op, value, to, onChange }) => [metric, op, value, to ?? null, onChange ?? false].join(' '))
      .sort(),
    orderBy: list('orderBy').map(({ metric, dimension, direction, onChange }) =>
      [metric ?? dimension, direction ?? 'DESC', onChange ?? false].join(' '),
    ),
    first: query.first ?? undefined,
    against: query.compareTo ?? null,
  }
}

function periodOf(period: unknown): WrittenPeriod {
  const given = period as { between?: WrittenPeriod } | WrittenPeriod | null | undefined
  if (!given || given === '*') return '*'
  const between = 'between' in given && given.between ? given.between : (given as WrittenPeriod)
  return between === '*' ? '*' : { from: between.from, to: between.to }
}

function filter(where: Plain | undefined | null, nameOf: (id: string) => string): unknown {
  return Object.entries(where ?? {})
    .filter(([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(each => nameOf(String(each))).sort() : filter(value as Plain, nameOf),
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
}
