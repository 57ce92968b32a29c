import type { CalculatedValue } from './seam.ts'

/**
 * What is said between the host and the library about custom functions: entries of its message event, and what it
 * passes to SetInvocationArrayResults. Read off the library (`_batchInvocationEntries`,
 * `_convertCustomFunctionInvocationResultToArray`).
 */
export type MessageEntry = readonly [
  category: typeof CUSTOM_FUNCTIONS,
  type: typeof INVOKE | typeof CANCEL,
  target: '',
  text: string,
  reserved: '',
  remote: false,
]

const CUSTOM_FUNCTIONS = 1
const INVOKE = 1000
const CANCEL = 1001

export type PassedArgument = CalculatedValue | readonly (readonly CalculatedValue[])[]

export interface Invocation {
  readonly id: number
  readonly name: string
  readonly args: readonly PassedArgument[]
  readonly address: string
  readonly flags: number
}

export const invocationEntry = ({ id, name, args, address, flags }: Invocation): MessageEntry =>
  entry(INVOKE, [id, name, args, address, flags])

export const cancellationEntry = (invocationId: number): MessageEntry => entry(CANCEL, { invocationId })

const entry = (type: typeof INVOKE | typeof CANCEL, message: unknown): MessageEntry => [
  CUSTOM_FUNCTIONS,
  type,
  '',
  JSON.stringify(message),
  '',
  false,
]

/** What a function answered. */
export interface InvocationResult {
  readonly id: number
  readonly value: PassedArgument
  readonly message: string | null
}

/** Numbers of errors in results; of all others Excel makes #VALUE! (types: CustomFunctions.ErrorCode). */
const errors: Readonly<Record<number, string>> = { 1: '#N/A', 5: '#DIV/0!', 6: '#NUM!', 7: '#VALUE!', 8: '#NULL!' }
/** Only these two carry a message (documentation). */
const telling = new Set(['#N/A', '#VALUE!'])

/** One of the results that the library passes: as an array from CustomFunctions 1.7 on, before as an object. */
export function resultOf(passed: unknown): InvocationResult {
  const [id, ok, value, code] = Array.isArray(passed) ? passed : fieldsOf(passed)
  if (ok) return { id, ...shown(value) }
  const error = errors[code] ?? '#VALUE!'
  return { id, value: error, message: telling.has(error) && typeof value === 'string' && value !== '' ? value : null }
}

function fieldsOf(passed: unknown): readonly [id: number, ok: boolean, value: unknown, code: number] {
  const { id, failed, value, errorCode } = passed as {
    id: number
    failed?: boolean
    value: unknown
    errorCode?: number
  }
  return [id, !failed, value, errorCode ?? 0]
}

function shown(value: unknown): Pick<InvocationResult, 'value' | 'message'> {
  if (!Array.isArray(value)) return cellOf(value)
  // A row alone is an array of one dimension to JavaScript, not to a sheet: Excel refuses it (assumption).
  if (!value.every(Array.isArray)) return { value: '#VALUE!', message: null }
  return { value: value.map(row => row.map((cell: unknown) => cellOf(cell).value as CalculatedValue)), message: null }
}

/** A value of a cell; of an error object its plain value. Nothing at all is 0, as of a blank cell (assumption). */
function cellOf(value: unknown): { readonly value: CalculatedValue; readonly message: string | null } {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { value, message: null }
  if (typeof value !== 'object' || value === null) return { value: 0, message: null }
  const { basicValue, message } = value as { basicValue?: CalculatedValue; message?: string }
  return { value: basicValue ?? '#VALUE!', message: message ?? null }
}
