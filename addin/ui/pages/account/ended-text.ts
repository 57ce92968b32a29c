import { counted } from '../../../app/counted.ts'

/** What was done, and what became of the other sessions: endedText('It is off.', 2) = "It is off. 2 other sessions ended." */
export const endedText = (done: string, sessions: number): string =>
  sessions === 0 ? `${done} No other session was open.` : `${done} ${counted(sessions, 'other session')} ended.`
