import { readdirSync, readFileSync } from 'node:fs'
import type { Role } from '../../../server/access/policy.ts'

/** A question with what answers it, as `test/ask/questions/README.md` says. */
export interface Question {
  readonly id: string
  readonly question: string
  readonly role: Role
  readonly author: string
  readonly tags: readonly string[]
  readonly part: 'tuning' | 'held-out'
  readonly previous?: WrittenQuery
  /** Right queries, any of them; absent: no answer is right. */
  readonly gold?: readonly (WrittenQuery | { readonly explain: WrittenExplain })[]
  readonly reason?: string
}

export type WrittenPeriod = '*' | { readonly from: string; readonly to: string }

export interface WrittenQuery {
  readonly metrics: readonly string[]
  readonly groupBy: readonly string[]
  readonly period: WrittenPeriod
  readonly where?: object
  readonly having?: readonly object[]
  readonly orderBy?: readonly object[]
  readonly first?: number
  readonly compareTo?: string
}

export interface WrittenExplain {
  readonly metric: string
  readonly period: WrittenPeriod
  readonly against: string
  readonly where?: object
}

const folder = new URL('../questions/', import.meta.url)

/** Every question of every file. */
export function readQuestions(): Question[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
    .map(line => JSON.parse(line) as Question)
}
