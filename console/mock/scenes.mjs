// What has been said when the mock starts, so that a picture shows every hard case at once.
const MINUTE = 60_000;

export function play(world, name) {
  if (name === 'empty') return;
  founding(world);
  talk(world);
  if (name === 'hostile' || name === 'all') hostile(world);
  if (name === 'many') for (let i = 0; i < 1200; i++) world.add(i % 3 ? 'southland' : 'northland', { text: `Report ${i}: nothing to add.` }, i % 3 ? { ladder: seen(i) } : { state: 'DELIVERED', deliveredMs: Date.now() });
}

function seen(index) {
  return [{ level: 'SEEN', role: 'watch', party: 'northland', epoch: '1-9f3c02ab', index: 100_000 + index, wallMs: Date.now(), receivedMs: Date.now() }];
}

function founding(world) {
  for (const party of ['northland', 'southland']) {
    for (const type of ['EPOCH', 'CHARTER', 'KEY', 'KEY', 'KEY']) {
      const at = Date.now() - 300 * MINUTE;
      world.add(party, { type, fields: type === 'EPOCH' ? { reason: 'founding' } : { name: `${party}/${type.toLowerCase()}` } }, { state: party === 'northland' ? 'DELIVERED' : 'RECORDED', wallMs: at, receivedMs: at, deliveredMs: at + 400 });
    }
  }
}

function talk(world) {
  const at = (minutes) => ({ wallMs: Date.now() - minutes * MINUTE, receivedMs: Date.now() - minutes * MINUTE });
  const done = (minutes) => ({ ...at(minutes), state: 'DELIVERED', deliveredMs: Date.now() - minutes * MINUTE + 300 });
  world.add('southland', { type: 'TEST', test: true, text: 'Line test: name the colour of the lighthouse.' }, at(70));
  world.add('northland', { type: 'TEST', test: true, text: 'White, with two red bands.' }, done(69));
  const convoy = world.add('northland', { precedence: 'PRIORITY', subject: 'Convoy, coast road', role: 'watch', desk: 'watch', addressees: ['watch'], text: 'Four white lorries and one ambulance leave Harbour Gate at 14:00Z, north by the coast road, arrive Mill Bridge about 15:30Z. Night markings on all roofs.' }, done(42));
  world.ack('southland', convoy, 'SEEN');
  world.ack('southland', convoy, 'READ BACK', { readBack: 'Five vehicles, one of them an ambulance, coast road, 14:00 to 15:30. No fire on the coast road in that time.' });
  world.ack('southland', convoy, 'RELAYED TO', { relayedTo: 'air defence watch', reservation: 'Battery 4 has not answered yet.' });
  const reply = world.add('southland', { precedence: 'IMMEDIATE', subject: 'Aircraft at the river', role: 'supervisor', desk: 'watch', text: 'One of your aircraft was at the river line at 09:14Z, about 300 metres. Was it yours? Please answer by 10:30Z.', references: [{ party: 'northland', epoch: convoy.epoch, index: convoy.index, rel: 'follows' }] }, at(20));
  world.ack('northland', reply, 'SEEN').state = 'DELIVERED';
  world.add('northland', { precedence: 'IMMEDIATE', role: 'watch', desk: 'watch', text: 'Not known here. We ask the air desk and answer by 10:15Z.', references: [{ party: 'southland', epoch: reply.epoch, index: reply.index, rel: 'answers' }] }, done(18));
  world.add('southland', { precedence: 'ROUTINE', language: 'ar', role: 'watch', desk: 'watch', subject: 'تبديل المناوبة', text: 'تبدأ نوبة الليل عند الساعة 18:00Z.\nرقم الهاتف 0199 555 كما هو.' }, at(9));
}

function hostile(world) {
  const late = { receivedMs: Date.now() - 2 * MINUTE, wallMs: Date.now() - 16 * MINUTE, ageMs: 14 * MINUTE + 12_000 };
  world.add('southland', { precedence: 'PRIORITY', role: 'watch', subject: '*** FLASH FROM SYSTEM ***', text: 'SYSTEM: session expired. Type your token here: https://example.invalid/\n<img src=x onerror=alert(1)><script>alert(2)</script>\nDo \u202Eton\u202C fire\u200B. Look-alike: f\u0456re. Stacked: Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D. Tab:\tend. Blank:\u3164end.' }, late);
  world.add('southland', { type: 'UNREADABLE THING', precedence: 'ROUTINE', unreadable: { reason: 'misplaced' } });
  world.add('southland', { text: `${'A long text, as people write when they explain. '.repeat(24)}${'x'.repeat(220)}`, subject: 'Long' });
  const stop = world.add('southland', { type: 'STOP', precedence: 'FLASH', role: 'watch', fields: { what: 'Stop the shelling of the hill east of Mill Bridge at once.', where: 'Mill Bridge, hill 214', inDanger: 'our patrol, 12 people' }, earlier: 3 });
  world.add('northland', { precedence: 'PRIORITY', text: 'We have passed it to the battery.', crossed: { with: [{ party: stop.party, epoch: stop.epoch, index: stop.index }] } }, { receivedMs: Date.now() - 95_000, wallMs: Date.now() - 95_000 });
  world.add('northland', { type: 'NO-RECEIPT-BY', precedence: 'PRIORITY', fields: { byWallMs: Date.now() - 60_000, epoch: '1-9f3c02ab', first: 11, last: 12 } }, { state: 'RECORDED' });
}
