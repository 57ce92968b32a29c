import { numberWords } from '../words/number-words.ts'
import type { Unit } from './read-period.ts'

const names = 'january february march april may june july august september october november december'.split(' ')

/** 0 to 11 by every way to write a month. */
export const monthOfWord: ReadonlyMap<string, number> = new Map([
  ...names.map((name, month) => [name, month] as const),
  ...names.filter(name => name.length > 3).map((name, _) => [name.slice(0, 3), names.indexOf(name)] as const),
  ['sept', 8],
])

export const unitOfWord: ReadonlyMap<string, Unit> = new Map(
  (
    [
      ['DAY', 'day days'],
      ['WEEK', 'week weeks wk wks'],
      ['MONTH', 'month months mth mths mo mos'],
      ['QUARTER', 'quarter quarters qtr qtrs'],
      ['YEAR', 'year years yr yrs fy'],
    ] as const
  ).flatMap(([unit, words]) => words.split(' ').map(word => [word, unit] as const)),
)

const ordinals = ['first', 'second', 'third', 'fourth']
/** 1 to 4 for "first", "2nd". */
export function ordinalOf(word: string | undefined): number | null {
  if (word === undefined) return null
  const index = ordinals.indexOf(word)
  if (index >= 0) return index + 1
  const match = /^([1-4])(?:st|nd|rd|th)$/.exec(word)
  return match ? Number(match[1]) : null
}

/** A day of the month: "8", "8th". */
export function dateOf(word: string | undefined): number | null {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word ?? '')
  const date = match ? Number(match[1]) : 0
  return date >= 1 && date <= 31 ? date : null
}

/** A calendar year: "2025", "'25". */
export function yearOf(word: string | undefined): number | null {
  const match = /^(?:(19\d\d|20\d\d)|'(\d\d))$/.exec(word ?? '')
  if (!match) return null
  return match[1] ? Number(match[1]) : 2000 + Number(match[2])
}

/** How many, in "last three months"; null: not a number. */
export function countOf(word: string | undefined): number | null {
  if (word === undefined) return null
  if (/^\d{1,3}$/.test(word)) return Number(word)
  return word === 'couple' ? 2 : (numberWords.get(word) ?? null)
}

export const thisWords = new Set(['this', 'current', 'present', 'ongoing'])
export const lastWords = new Set(['last', 'previous', 'prior', 'past', 'preceding', 'latest'])
export const nextWords = new Set(['next', 'coming', 'upcoming', 'following'])
/** Stand between "last" and the unit without changing it. */
export const quietWords = new Set([
  'full',
  'complete',
  'completed',
  'fiscal',
  'financial',
  'calendar',
  'finished',
  'closed',
  'whole',
  'entire',
  'most',
  'recent',
])
