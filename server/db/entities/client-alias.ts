import { defineEntity, p } from '@mikro-orm/core'
import { int, organization } from './column.ts'

/** Another name of a client, taught by an uploader ("ACME Corporation" is Acme Corp). */
export const ClientAlias = defineEntity({
  name: 'ClientAlias',
  properties: {
    organizationId: organization(),
    normalName: p.text().primary(),
    clientId: int(),
  },
})
