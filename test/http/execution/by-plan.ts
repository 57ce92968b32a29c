import { type ExecutionArgs, execute } from 'graphql'
import { createPlannedExecution } from '../../../server/http/execution/execute-by-plan.ts'
import type { WrittenResult } from '../../../server/http/execution/written-result.ts'

const executeByPlan = createPlannedExecution()

const noPlan = () => {
  throw new Error('There is no plan')
}

/** The answer that a plan writes; throws where there is none. */
export async function byPlan(args: ExecutionArgs): Promise<string> {
  const result = await executeByPlan(args, noPlan)
  return `${(result as WrittenResult).stringify(result)}`
}

/** The answer of graphql-js. */
export const byReference = async (args: ExecutionArgs): Promise<string> => JSON.stringify(await execute(args))
