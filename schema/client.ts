import { z } from 'zod'
import { decodeId } from '../server/access/opaque-id.ts'
import { isoOfDay } from '../server/analytics/calendar.ts'
import { type ClientFilter, clientNamed, countClients, readClients } from '../server/clients/read-clients.ts'
import { invoiceSource } from '../server/clients/rows/invoice-source.ts'
import { licenseSource } from '../server/clients/rows/license-source.ts'
import { timeLogSource } from '../server/clients/rows/time-log-source.ts'
import { BadInput } from '../server/errors.ts'
import { builder, maskedBy } from './builder.ts'
import { Client, clientOf } from './client-ref.ts'
import { clientRows } from './client-rows.ts'
import type { Context } from './context.ts'
import { Invoice } from './invoice.ts'
import { License } from './license.ts'
import { memberOf } from './member.ts'
import { OrderDirection } from './order-direction.ts'
import { connectionOf, pageOf } from './page.ts'
import { Snapshot, snapshotNumbered } from './snapshot-ref.ts'
import { TimeLog } from './time-log.ts'

builder.node(Client, {
  description: 'A customer of the MSP, as known now.',
  authScopes: { scopes: ['data:read'] },
  id: { resolve: client => String(client.id) },
  loadOne: (id, context) => (Number.isSafeInteger(Number(id)) ? clientOf(context, Number(id)) : null),
  fields: t => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'Its id in the tool the data comes from.',
    }),
    industry: t.exposeString('industry', { nullable: true, description: 'Its line of business.' }),
    contactEmail: t.exposeString('contactEmail', {
      ...maskedBy('contact:read'),
      description: 'Where it is written to.',
    }),
    contactPhone: t.exposeString('contactPhone', { ...maskedBy('contact:read'), description: 'Where it is called.' }),
    isActive: t.exposeBoolean('isActive', { description: 'Whether it is served today.' }),
    since: t.field({
      type: 'Date',
      nullable: true,
      description: 'The first day of the relationship.',
      resolve: client => (client.since === null ? null : isoOfDay(client.since)),
    }),
    metadata: t.expose('metadata', {
      ...maskedBy('contact:read', 'staff:read', 'cost:read'),
      type: 'JSONObject',
      description: 'Columns of the sheet that have no place of their own, by heading. They may hold anything.',
    }),
    snapshot: t.field({
      type: Snapshot,
      nullable: true,
      description: 'The upload that brought what is known of it.',
      resolve: (client, _args, context) => snapshotNumbered(context, client.snapshot),
    }),
    invoices: t.connection(
      {
        type: Invoice,
        description: 'Its invoices and credit notes, newest first.',
        resolve: (client, args, context) => clientRows(context, invoiceSource, client.id, args),
      },
      { name: 'InvoiceConnection', description: 'A page of invoices.' },
      { name: 'InvoiceEdge', description: 'An invoice in the list.' },
    ),
    timeLogs: t.connection(
      {
        type: TimeLog,
        description: 'The hours worked for it, newest first.',
        resolve: (client, args, context) => clientRows(context, timeLogSource, client.id, args),
      },
      { name: 'TimeLogConnection', description: 'A page of time logs.' },
      { name: 'TimeLogEdge', description: 'A time log in the list.' },
    ),
    licenses: t.connection(
      {
        type: License,
        description: 'The licenses bought for it.',
        resolve: (client, args, context) => clientRows(context, licenseSource, client.id, args),
      },
      { name: 'LicenseConnection', description: 'A page of licenses.' },
      { name: 'LicenseEdge', description: 'A license in the list.' },
    ),
  }),
})

const names = z.array(z.string().max(300)).max(1000).nullish()

const ClientFilterInput = builder.inputType('ClientFilter', {
  description: 'Which clients; conditions are joined by and.',
  fields: t => ({
    search: t.string({
      description: 'Part of the name or the external id, in any case.',
      validate: z.string().max(300).nullish(),
    }),
    industries: t.stringList({ description: 'In one of these industries, at most 1000.', validate: names }),
    active: t.boolean({ description: 'true: served today; false: former clients.' }),
    ids: t.idList({ description: 'With one of these ids, at most 1000.', validate: names }),
  }),
})

const ClientOrderField = builder.enumType('ClientOrderField', {
  description: 'What clients are ordered by. Equal ones follow in the order of their ids.',
  values: {
    NAME: { description: 'Name, without regard to case.' },
    INDUSTRY: { description: 'Industry; those without one come first in ascending order.' },
    SINCE: { description: 'First day of the relationship; unknown ones come first in ascending order.' },
  } as const,
})

const ClientOrderInput = builder.inputType('ClientOrder', {
  description: 'The order of clients.',
  fields: t => ({
    field: t.field({ type: ClientOrderField, defaultValue: 'NAME', description: 'What to order by.' }),
    direction: t.field({ type: OrderDirection, defaultValue: 'ASC', description: 'Which end comes first.' }),
  }),
})

builder.queryField('clients', t =>
  t.connection(
    {
      type: Client,
      description: 'The clients of your organization, by name unless you say otherwise.',
      authScopes: { scopes: ['data:read'] },
      args: {
        filter: t.arg({ type: ClientFilterInput, description: 'Only these clients.' }),
        orderBy: t.arg({ type: ClientOrderInput, description: 'The order; by name when absent.' }),
      },
      resolve: async (_root, { filter, orderBy, ...args }, context) => {
        const page = pageOf(args, 2)
        const viewer = memberOf(context)
        const wanted = filterOf(context, filter ?? {})
        const order = { field: orderBy?.field ?? 'NAME', direction: orderBy?.direction ?? 'ASC' } as const
        return connectionOf(
          await readClients(context.em, viewer, wanted, order, page),
          page,
          client => client.sortKey,
          () => countClients(context.em, viewer, wanted),
        )
      },
    },
    { name: 'ClientConnection', description: 'A page of clients.' },
    { name: 'ClientEdge', description: 'A client in the list.' },
  ),
)

function filterOf(context: Context, given: typeof ClientFilterInput.$inferInput): ClientFilter {
  return {
    ...(given.search == null ? {} : { search: given.search }),
    ...(given.industries == null ? {} : { industries: given.industries }),
    ...(given.active == null ? {} : { active: given.active }),
    ...(given.ids == null ? {} : { ids: given.ids.flatMap(id => clientIdOf(context, id) ?? []) }),
  }
}

/** The number behind a client's id; null for ids that are not a client of this organization. */
export function clientIdOf(context: Context, id: string): number | null {
  const number = Number(decodeId(id, 'Client', memberOf(context).organizationId)?.[0] ?? Number.NaN)
  return Number.isSafeInteger(number) ? number : null
}

builder.queryField('client', t =>
  t.field({
    type: Client,
    nullable: true,
    description: 'One client, by id or by name; null where there is none.',
    authScopes: { scopes: ['data:read'] },
    args: {
      id: t.arg.id({ description: 'Its id.' }),
      name: t.arg.string({
        description: 'Its name in any case, or its external id.',
        validate: z.string().max(300).nullish(),
      }),
    },
    resolve: async (_root, { id, name }, context) => {
      if ((id == null) === (name == null)) throw new BadInput('Reading a client: give its id or its name')
      if (name != null) return await clientNamed(context.em, memberOf(context), name)
      const number = clientIdOf(context, id ?? '')
      return number === null ? null : await clientOf(context, number)
    },
  }),
)
