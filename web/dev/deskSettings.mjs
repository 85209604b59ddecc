// How the agents of the mock work.
export const desk = {
  version: 7,
  settings: {
    seats: 2,
    defaultUserEmail: 'tom@riverside.example',
    reasons: ['Break', 'Training', 'Back office'],
    offerSeconds: 20,
    wrapUpSeconds: 30,
    queues: [
      {
        name: 'Support',
        routed: true,
        skills: ['en'],
        wrapUpSeconds: null,
        script: 'Good morning, Riverside Council, how can I help?',
        priority: 5,
        agents: [],
      },
      {
        name: 'Polish line',
        routed: true,
        skills: ['pl'],
        wrapUpSeconds: 60,
        script: '',
        priority: 7,
        agents: ['amira@riverside.example'],
      },
      { name: 'Switchboard', routed: false, skills: [], wrapUpSeconds: null, script: '', priority: 3, agents: [] },
    ],
    campaigns: [
      {
        name: 'Renewals',
        wrapUpSeconds: 45,
        script: 'Your garden waste permit ends soon …',
        dispositions: [
          { name: 'Sold', sub: ['New', 'Renewal'] },
          { name: 'No interest', sub: [] },
        ],
      },
      { name: 'Winter survey', wrapUpSeconds: null, script: '', dispositions: [] },
    ],
    dispositions: [
      { name: 'Solved', sub: [] },
      { name: 'Passed on', sub: ['Highways', 'Housing', 'Elsewhere'] },
      { name: 'Call back', sub: [] },
    ],
    dynamicData: { mostText: 5, mostOther: 3, most: null },
    autoOpenRecords: true,
    agents: [
      { email: 'maria@riverside.example', skills: ['en', 'pl'], queues: ['Support'], seat: true },
      { email: 'tom@riverside.example', skills: ['en'], queues: ['Support', 'Switchboard'], seat: true },
      { email: 'amira@riverside.example', skills: ['en', 'pl'], queues: [], seat: true },
      { email: 'jan.kowalski@contact.example', skills: [], queues: ['Support'], seat: false },
    ],
  },
}
