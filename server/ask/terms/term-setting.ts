import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../../access/policy.ts'
import { openReading } from '../../metrics/plan/open-reading.ts'
import { readAskState } from '../answer/read-ask-vocabulary.ts'
import { checkTermFree } from './check-term-free.ts'
import { readTermMeanings, type TermMeaning, type TermMeanings } from './term-meanings.ts'

/** What a term is looked at with: all that its proposer or reviewer may see, and how questions read it now. */
export interface TermSetting {
  readonly meanings: TermMeanings
  /** Throws BadInput (TERM_TAKEN) where questions read the term as something already. */
  readonly checkFree: (term: string, meaning: TermMeaning) => void
}

/** Read before the transaction that uses it: inside, nothing of what is known of the data is shared. */
export async function readTermSetting(em: SqlEntityManager, viewer: Member, now: number): Promise<TermSetting> {
  const open = await openReading(em, viewer, { definitions: 'NOW' }, now)
  const { reading } = open
  const { vocabulary } = await readAskState(em, viewer, open)
  const { fiscalYearStart } = reading.organization
  const periods = { today: reading.today, fiscalYearStart, months: await reading.months() }
  return {
    meanings: await readTermMeanings(open, viewer),
    checkFree: (term, meaning) => checkTermFree(term, meaning, vocabulary, periods),
  }
}
