import type { ReviewTask } from '../../../app/reviews/review-task.ts'
import { wholeText } from '../../data/number-text.ts'

/** The value under review for people. Amounts are in the firm's currency, which the task does not name. */
export const reviewValue = ({ value, metric }: Pick<ReviewTask, 'value' | 'metric'>): string =>
  value === null ? 'no value' : wholeText(value, metric.unit, null)
