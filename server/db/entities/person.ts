import { defineEntity, p } from '@mikro-orm/core'
import { organization } from './column.ts'

/** A person as time logs name them; who that is among the staff is found at reading time. */
export const Person = defineEntity({
  name: 'Person',
  properties: {
    organizationId: organization(),
    id: p.bigint('number').primary(),
    name: p.text(),
    normalName: p.text(),
    /** Lower case; empty: none given. */
    email: p.text(),
  },
})
