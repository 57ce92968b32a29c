import type { Pool } from 'pg'
import { tellConnections } from '../tell-connections.ts'
import type { TenantScope } from './tenant-scope.ts'

/**
 * Makes every connection that is taken out of a pool one of the scope at hand: the policies of the tables read it from
 * the setting `moat.organization`.
 */
export const scopePool = (pool: Pool, scopeNow: () => TenantScope): void =>
  tellConnections(pool, {
    wanted: () => settingOf(scopeNow()),
    tell: (client, setting) => client.query("select set_config('moat.organization', $1, false)", [setting]),
  })

const settingOf = (scope: TenantScope): string => (scope === 'every' ? '*' : scope === null ? '' : String(scope))
