// What the published verifier comes to for the golden vectors.
given => ({
  holders: given.holders.map(({salt, draw: id, customer}) => draw.holderOf(salt, id, customer)),
  cases: given.cases.map(({draw: id, seed, witnessSeed, quantities, onePrizePerPerson, tickets, expected}) => {
    const ticketsHash = draw.ticketsHashOf(tickets);
    const key = draw.keyOf(seed, witnessSeed, ticketsHash);
    const scored = draw.scoresOf(key, id, tickets);
    return {
      commitment: draw.commitmentOf(seed),
      ticketsHash,
      key,
      scores: Object.fromEntries(scored.map(({ticket, score}) => [ticket, score])),
      winners: draw.winnersOf(scored, quantities, onePrizePerPerson),
      proven: tickets.every(ticket => draw.provesTicket(ticket, expected.proofs[ticket.ticket], ticketsHash)),
    };
  }),
})
