import { boolean, choice, type Dataset, numberOf, text } from './dataset.ts'

export const licenses: Dataset = {
  kind: 'LICENSES',
  name: 'licenses',
  title: 'Licenses',
  description: 'Software licenses bought for clients: seats, what they cost, how long they run.',
  naturalKey: [['external_id'], ['client', 'product', 'start_date']],
  periodColumn: null,
  keepsUnmapped: false,
  checks: [
    {
      code: 'END_BEFORE_START',
      severity: 'ERROR',
      description: 'end_date is not before start_date',
      test: values => {
        const start = numberOf(values, 'start_date')
        const end = numberOf(values, 'end_date')
        return start !== null && end !== null && end < start
          ? { column: 'end_date', message: 'The license ends before it starts' }
          : null
      },
    },
    {
      code: 'USED_ABOVE_PURCHASED',
      severity: 'WARNING',
      description: 'no more seats are used than were purchased',
      test: values => {
        const used = numberOf(values, 'seats_used')
        const purchased = numberOf(values, 'seats_purchased')
        return used !== null && purchased !== null && used > purchased
          ? { column: 'seats_used', message: `More seats are used (${used}) than purchased (${purchased})` }
          : null
      },
    },
    {
      code: 'ASSIGNED_ABOVE_PURCHASED',
      severity: 'WARNING',
      description: 'no more seats are assigned than were purchased',
      test: values => {
        const assigned = numberOf(values, 'seats_assigned')
        const purchased = numberOf(values, 'seats_purchased')
        return assigned !== null && purchased !== null && assigned > purchased
          ? { column: 'seats_assigned', message: `More seats are assigned (${assigned}) than purchased (${purchased})` }
          : null
      },
    },
    {
      code: 'COST_CONFLICT',
      severity: 'WARNING',
      description: 'total_cost and seats_purchased × cost_per_seat agree within 1 %',
      test: values => {
        const total = numberOf(values, 'total_cost')
        const seat = numberOf(values, 'cost_per_seat')
        const purchased = numberOf(values, 'seats_purchased')
        if (total === null || seat === null || purchased === null) return null
        const months = values.billing_period === 'monthly' ? 1 : 12
        const fromSeats = purchased * seat * months
        return Math.abs(total - fromSeats) * 100 > Math.abs(fromSeats)
          ? {
              column: 'total_cost',
              message: 'The total differs by more than 1 % from seats × cost per seat; the total is used',
            }
          : null
      },
    },
  ],
  columns: [
    {
      name: 'client',
      title: 'Client',
      type: { kind: 'client' },
      required: true,
      description: 'The client, by name or external id.',
      example: 'Harbor Dental Group',
      aliases: [
        'client name',
        'client id',
        'company',
        'company name',
        'customer',
        'customer name',
        'customer id',
        'account',
        'account name',
        'tenant',
      ],
    },
    {
      name: 'product',
      title: 'Product',
      type: text(300),
      required: true,
      description: 'The product bought.',
      example: 'Microsoft 365 Business Premium',
      aliases: [
        'product name',
        'license',
        'license name',
        'licence',
        'software',
        'sku',
        'subscription',
        'subscription name',
        'item',
      ],
    },
    {
      name: 'vendor',
      title: 'Vendor',
      type: text(200),
      description: 'Who sells it.',
      example: 'Microsoft',
      aliases: ['vendor name', 'manufacturer', 'publisher', 'supplier', 'provider'],
    },
    {
      name: 'license_type',
      title: 'License type',
      type: text(200),
      description: 'Subscription, perpetual, per user, as the vendor calls it.',
      example: 'subscription',
      aliases: ['type', 'licence type', 'license model', 'plan'],
    },
    {
      name: 'seats_purchased',
      title: 'Seats purchased',
      type: { kind: 'count' },
      required: true,
      description: 'More than 0.',
      example: '40',
      aliases: [
        'qty purchased',
        'quantity purchased',
        'seats',
        'quantity',
        'qty',
        'purchased',
        'licenses purchased',
        'total seats',
        'seat count',
        'licensed seats',
        'total licenses',
        'count',
      ],
      range: { above: 0 },
    },
    {
      name: 'seats_assigned',
      title: 'Seats assigned',
      type: { kind: 'count' },
      description: 'Seats given to a person.',
      example: '38',
      aliases: ['qty assigned', 'assigned', 'assigned licenses', 'assigned seats', 'allocated'],
      range: { min: 0 },
    },
    {
      name: 'seats_used',
      title: 'Seats used',
      type: { kind: 'count' },
      description: 'Seats in use. More than purchased is a warning.',
      example: '31',
      aliases: [
        'qty used',
        'used',
        'in use',
        'active users',
        'consumed',
        'seats in use',
        'active seats',
        'quantity used',
      ],
      range: { min: 0 },
    },
    {
      name: 'seats_billed',
      title: 'Seats billed',
      type: { kind: 'count' },
      description: 'Seats the client is invoiced for.',
      example: '40',
      aliases: ['qty billed', 'billed', 'billed seats', 'invoiced seats', 'quantity billed'],
      range: { min: 0 },
    },
    {
      name: 'cost_per_seat',
      title: 'Cost per seat',
      type: { kind: 'money' },
      description: 'Per seat and month, in the base currency.',
      example: '18.70',
      aliases: [
        'unit price/mo',
        'unit price',
        'unit cost',
        'price per seat',
        'cost per user',
        'monthly cost per seat',
        'unit cost monthly',
        'seat price',
        'cost per license',
      ],
      scope: 'cost:read',
      range: { min: 0 },
    },
    {
      name: 'total_cost',
      title: 'Total cost',
      type: { kind: 'money' },
      description: 'For one billing period, in the base currency. Wins over seats × cost per seat.',
      example: '8976.00',
      aliases: ['total', 'cost', 'license cost', 'total price', 'amount', 'annual cost', 'extended cost'],
      scope: 'cost:read',
      range: { min: 0 },
    },
    {
      name: 'billing_period',
      title: 'Billing period',
      type: choice(['monthly', 'annual'], {
        month: 'monthly',
        m: 'monthly',
        mo: 'monthly',
        'per month': 'monthly',
        p1m: 'monthly',
        '1 month': 'monthly',
        year: 'annual',
        yearly: 'annual',
        annually: 'annual',
        y: 'annual',
        'per year': 'annual',
        '1 year': 'annual',
        '12 months': 'annual',
        p1y: 'annual',
      }),
      blank: 'annual',
      description: 'monthly or annual: what total_cost covers. Blank means annual.',
      example: 'annual',
      aliases: ['billing cycle', 'billing frequency', 'term', 'frequency', 'billing term', 'period'],
    },
    {
      name: 'start_date',
      title: 'Start date',
      type: { kind: 'date' },
      description: 'The first day in force; blank: since ever.',
      example: '2026-01-01',
      aliases: ['start', 'effective date', 'purchase date', 'term start', 'from', 'activation date'],
    },
    {
      name: 'end_date',
      title: 'End date',
      type: { kind: 'date' },
      description: 'The last day in force; blank: open.',
      example: '2026-12-31',
      aliases: ['end', 'expiry', 'expiry date', 'expiration date', 'renewal date', 'term end', 'expires', 'until'],
    },
    {
      name: 'is_active',
      title: 'Active',
      type: boolean(
        ['active', 'enabled'],
        ['inactive', 'not active', 'cancelled', 'canceled', 'expired', 'suspended', 'disabled'],
      ),
      blank: true,
      description: 'An inactive license never counts. Blank means active.',
      example: 'true',
      aliases: ['active', 'status', 'enabled', 'license status'],
    },
    {
      name: 'auto_renew',
      title: 'Renews itself',
      type: boolean(),
      description: 'Whether the vendor renews it without being asked.',
      example: 'true',
      aliases: ['auto renewal', 'autorenew', 'auto renews', 'auto-renew'],
    },
    {
      name: 'external_id',
      title: 'External id',
      type: text(200),
      description: 'The id in the tool the row comes from.',
      example: 'SUB-4410',
      aliases: ['id', 'license id', 'licence id', 'subscription id', 'license key id'],
    },
  ],
}
