import { invalidArgument } from '../model/excel-fault.ts'

/** Arguments come as JSON; these read what a member expects and refuse the rest as Excel does. */
export function textArgument(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw invalidArgument()
}

export function wholeArgument(value: unknown, fallback?: number): number {
  if ((value === undefined || value === null) && fallback !== undefined) return fallback
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw invalidArgument()
}

export function numberArgument(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw invalidArgument()
}

export function booleanArgument(value: unknown, fallback = false): boolean {
  return typeof value === 'boolean' ? value : fallback
}

export function choiceArgument<T extends string>(value: unknown, choices: readonly T[], fallback?: T): T {
  if ((value === undefined || value === null) && fallback !== undefined) return fallback
  const found = choices.find(choice => choice.toLowerCase() === String(value).toLowerCase())
  if (found === undefined) throw invalidArgument()
  return found
}

export const isMatrix = (value: unknown): value is readonly (readonly unknown[])[] =>
  Array.isArray(value) && value.every(Array.isArray)

export const recordArgument = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
