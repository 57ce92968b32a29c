import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

/** A version of a custom metric: a formula over measures and metrics. */
export const MetricVersion = defineEntity({
  name: 'MetricVersion',
  properties: {
    organizationId: organization(),
    key: p.text().primary(),
    version: p.bigint('number').primary(),
    /** Name, description, formula, unit, direction, scope, as JSON. */
    definition: p.text(),
    /** The newest snapshot when it was defined: "as defined then". */
    sinceSnapshot: int(),
    createdBy: int().nullable(),
    createdAt: instant(),
    /** 1: the metric was retired with this version. */
    retired: int(),
  },
})
