import { ApiError } from '../../api/api.ts'
import { periodText } from '../data/period-text.ts'

/**
 * Why a number cannot be taken apart (yet), and what to ask instead, in the server's words; null: that is not what went
 * wrong. No failure: the number itself stands.
 */
export const notExplained = (error: unknown): string | null =>
  error instanceof ApiError && error.code === 'NOT_EXPLAINED'
    ? error.message.replace(/\b\d{4}-\d\d\b(?!-)/g, periodText)
    : null
