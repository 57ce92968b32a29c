import type { ReviewTask } from '../../../app/reviews/review-task.ts'
import { wholeText } from '../../data/number-text.ts'

/** The value under review for people; amounts are in the firm's currency. */
export const reviewValue = (
  { value, metric }: Pick<ReviewTask, 'value' | 'metric'>,
  currency: string | null,
): string => (value === null ? 'no value' : wholeText(value, metric.unit, currency))
