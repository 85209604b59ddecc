import { ago } from './clock.mjs'

const streets = [
  'Mill Lane, opposite the chapel',
  'Station Road, outside 14',
  'High Street by the crossing',
  'Abbey Walk, north end',
  'Quay Street car park entrance',
  'Church Hill, on the bend',
  'Orchard Way',
  'Bridge Street, westbound lane',
]
const people = ['Grace Turner', 'Owen Davies', 'Priya Shah', null, 'Jan Kowalski', 'Élodie Martin', 'Ruth Bell', 'Sam Price']
const link = (record) => ({
  reference: 'enquiry',
  label: 'Highways enquiry',
  connectionId: 'con_1',
  connectionName: 'Confirm live',
  record,
  url: `https://confirm.example/enquiry/${record}`,
  linkedAt: ago(60),
})
export const cases = Array.from({ length: 24 }, (_, index) => ({
  id: `cas_${index + 1}`,
  number: `PH-${4127 - index}`,
  type: 'pothole',
  typeLabel: 'Pothole',
  status: ['new', 'raised', 'raised', 'closed'][index % 4],
  statusLabel: ['New', 'With highways', 'With highways', 'Closed'][index % 4],
  title: streets[index % 8],
  values: {
    where: streets[index % 8],
    size: 'm',
    depth: 9,
    details: 'Deep hole near the kerb. A cyclist swerved into the road.\nWater stands in it after rain.',
    danger: index % 3 === 0,
    seen: '2026-11-17',
  },
  person: people[index % 8] && {
    title: 'Ms',
    forename: people[index % 8].split(' ')[0],
    surname: people[index % 8].split(' ')[1],
    fullName: people[index % 8],
    email: 'caller@example.org',
    phone: '+44 1632 960123',
    reference: null,
  },
  address: {
    summary: `${streets[index % 8]}, Riverside RV1 ${index}AB`,
    uprn: '10001234567',
    usrn: '21900411',
    easting: 431245.5,
    northing: 287663.2,
  },
  dates: { created: ago(40 + index * 190), updated: ago(6 + index * 97), due: ago(-4000) },
  references: index % 4 === 0 ? [] : [link(String(2041877 - index * 3))],
  attachments:
    index % 2
      ? [
          {
            id: 'att_1',
            name: 'pothole-mill-lane.jpg',
            description: 'Photo from the caller',
            contentType: 'image/jpeg',
            size: 1843200,
            addedAt: ago(35),
            addedBy: 'Web forms',
            url: `/api/v1/cases/cas_${index + 1}/attachments/att_1`,
          },
        ]
      : [],
  deliveries: [
    { waiting: 0, failed: 1, parked: 0, delivered: 0 },
    { waiting: 1, failed: 0, parked: 0, delivered: 2 },
    { waiting: 0, failed: 0, parked: 0, delivered: 3 },
    { waiting: 0, failed: 0, parked: 1, delivered: 1 },
  ][index % 4],
  version: 3,
}))
export const history = [
  {
    id: 'his_5',
    at: ago(6),
    who: 'Confirm live',
    kind: 'status',
    text: 'Status changed by an update of Enquiry 2041874',
    from: 'New',
    to: 'With highways',
    delivery: 'dlv_3',
  },
  { id: 'his_4', at: ago(34), who: 'Liaison', kind: 'reference', text: 'Highways enquiry is 2041874', delivery: 'dlv_2' },
  { id: 'his_3', at: ago(35), who: 'Web forms', kind: 'attachment', text: 'pothole-mill-lane.jpg attached' },
  { id: 'his_2', at: ago(36), who: 'Amira Khan', kind: 'note', text: 'Caller says the bus stops right beside it.' },
  { id: 'his_1', at: ago(40), who: 'Web forms', kind: 'created', text: 'Case created' },
]
