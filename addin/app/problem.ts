import { ApiError } from '../api/api.ts'
import { WorkbookError, type WorkbookErrorKind } from '../workbook/workbook.ts'

/** Something that went wrong, as a person is told: what happened, and what to do about it. */
export interface Problem {
  readonly kind: ApiError['kind'] | WorkbookErrorKind | 'unexpected'
  readonly title: string
  readonly text: string
  /** What helps: trying the same again, signing in, or neither. */
  readonly remedy: 'retry' | 'sign-in' | null
}

/** What a failure means to the person. Null for what they stopped themselves. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof ApiError) return ofApi(error)
  if (error instanceof WorkbookError) return ofWorkbook(error)
  const text = error instanceof Error ? error.message : String(error)
  return { kind: 'unexpected', title: 'Something unexpected happened', text, remedy: 'retry' }
}

function ofApi({ kind, message, retryAfter }: ApiError): Problem | null {
  switch (kind) {
    case 'aborted':
      return null
    case 'offline':
      return { kind, title: 'The server does not answer', text: message, remedy: 'retry' }
    case 'signed-out':
      return {
        kind,
        title: 'Your session has ended',
        text: 'Sign in again; nothing that you entered here is lost.',
        remedy: 'sign-in',
      }
    case 'forbidden':
      return { kind, title: 'Your role does not allow this', text: withoutField(message), remedy: null }
    case 'busy':
      return {
        kind,
        title: 'Too many requests',
        text: `Try again in ${retryAfter ?? 60} seconds.`,
        remedy: 'retry',
      }
    case 'refused':
      return { kind, title: 'The server did not accept this', text: message, remedy: null }
    case 'failed':
      return { kind, title: 'The server failed', text: message, remedy: 'retry' }
  }
}

/** "Using Query.policies: it needs audit:read; ask …" is for programs; people are told whom to ask. */
const withoutField = (message: string): string =>
  message.replace(/^Using \w+\.\w+: it needs [\w:]+; ask (.+?)\.?$/, 'Ask $1.')

const titles: Readonly<Record<Exclude<WorkbookErrorKind, 'aborted'>, string>> = {
  busy: 'A cell is being edited',
  protected: 'The sheet is protected',
  occupied: 'Cells are in the way',
  edited: 'Cells were changed by hand',
  mismatch: 'The table is not as it was written',
  gone: 'It is not there any more',
  'too-large': 'That is too much at once',
  failed: 'The workbook did not do this',
}

function ofWorkbook({ kind, message }: WorkbookError): Problem | null {
  if (kind === 'aborted') return null
  const text = kind === 'busy' ? 'Finish the cell with Enter or Esc, then try again.' : message
  const again = kind === 'busy' || kind === 'failed' || kind === 'occupied' || kind === 'protected'
  return { kind, title: titles[kind], text, remedy: again ? 'retry' : null }
}
