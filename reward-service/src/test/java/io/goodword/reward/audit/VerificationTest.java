package io.goodword.reward.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.audit.Finding.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in a chain of three blocks with two journals each. */
@Tag("RWD-01")
class VerificationTest {

  private static final Instant NOW = Instant.parse("2026-11-25T08:00:05Z");

  private final List<Block> blocks = new ArrayList<>();
  private final Map<Long, List<Link>> links = new HashMap<>();
  private final Map<UUID, JournalImage> journals = new HashMap<>();

  VerificationTest() {
    Block head = Block.GENESIS;
    for (int height = 1; height <= 3; height++) {
      List<JournalImage> two =
          List.of(Samples.journal(id(height, 0)), Samples.journal(id(height, 1)));
      head = head.next(two, NOW.plusSeconds(height));
      blocks.add(head);
      var own = new ArrayList<Link>();
      for (JournalImage journal : two) {
        own.add(Link.seal(journal, height, own.size()));
        journals.put(journal.id(), journal);
      }
      links.put((long) height, own);
    }
  }

  @Test
  void shouldSealABlockAsAnotherProgramDoes() {
    Block first = Block.GENESIS.next(List.of(Samples.journal()), Instant.ofEpochSecond(1764057605));
    Block second = first.next(List.of(Samples.journal()), Instant.ofEpochSecond(1764057610));

    assertThat(HexFormat.of().formatHex(first.hash()))
        .isEqualTo("cab5342a40e45044c5f06397bb32670a2a96eedf95f57e8ec71f22175b8b9bd8");
    assertThat(HexFormat.of().formatHex(second.hash()))
        .isEqualTo("59832033b110662c948b001b10ebb9d78cf1d077ca390baff42f312086d645d0");
    assertThat(second.total()).isEqualTo(2);
    assertThat(second.lastXid()).isEqualTo("815");
  }

  @Test
  void shouldCutTheTimeOfABlockAsTheDatabaseDoes() {
    Block block = Block.GENESIS.next(List.of(Samples.journal()), NOW.plusNanos(1_999));

    assertThat(block.sealedAt()).isEqualTo(NOW.plusNanos(1_000));
  }

  @Test
  void shouldCountJournalsFromBeforeTheColumnAsFirst() {
    Block block = Block.GENESIS.next(List.of(Samples.without("xid")), NOW);

    assertThat(block.lastXid()).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "1, 1", "2, 3", "2, 2", "3, 3"})
  void shouldVerifyAnyStretchByItself(int from, int to) {
    assertThat(verify(from, to)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kind, identity",
    "code, identity",
    "business_key, key",
    "content_hash, key",
    "effective_at, time",
    "recorded_at, time",
    "xid, time",
    "actor, origin",
    "cause, origin",
    "campaign_id, origin",
    "reverses, reversal",
    "a_new_column, other"
  })
  void shouldNameTheGroupOfColumnsThatWasChanged(String column, String group) {
    change(2, 1, Samples.with(column, "changed"));

    Finding finding = only(verify(1, 3));
    assertThat(finding.what()).isEqualTo(What.CHANGED_JOURNAL);
    assertThat(finding.height()).isEqualTo(2);
    assertThat(finding.journalId()).isEqualTo(id(2, 1));
    assertThat(finding.detail()).contains("group " + group);
  }

  @Test
  void shouldNoticeAValueThatIsGone() {
    change(2, 1, Samples.without("actor"));

    assertThat(only(verify(1, 3)).detail()).contains("group origin [actor, campaign_id, cause]");
  }

  @Test
  void shouldNameTheEntryWhoseAmountWasChanged() {
    change(
        2,
        0,
        Samples.withEntries(
            Samples.entry(7, 3, 101, 160, "customer"), Samples.entry(42, 9, -100, 900, "budget")));

    Finding finding = only(verify(2, 2));
    assertThat(finding.what()).isEqualTo(What.CHANGED_ENTRY);
    assertThat(finding.journalId()).isEqualTo(id(2, 0));
    assertThat(finding.accountId()).isEqualTo(7);
    assertThat(finding.seq()).isEqualTo(3);
  }

  @Test
  void shouldNameTheEntryWhoseAccountBecameAnother() {
    change(
        2,
        0,
        Samples.withEntries(
            Samples.entry(7, 3, 100, 160, "customer"), Samples.entry(42, 9, -100, 900, "escrow")));

    assertThat(only(verify(2, 2)).accountId()).isEqualTo(42);
  }

  @Test
  void shouldNoticeAnEntryThatIsGone() {
    change(2, 0, Samples.withEntries(Samples.entry(7, 3, 100, 160, "customer")));

    Finding finding = only(verify(2, 2));
    assertThat(finding.what()).isEqualTo(What.MISSING_ENTRY);
    assertThat(finding.journalId()).isEqualTo(id(2, 0));
    assertThat(finding.detail()).isEqualTo("1 of its entries are gone");
  }

  @Test
  void shouldNameAnEntryThatWasAdded() {
    change(
        2,
        0,
        Samples.withEntries(
            Samples.entry(7, 3, 100, 160, "customer"),
            Samples.entry(7, 4, 1, 161, "customer"),
            Samples.entry(42, 9, -100, 900, "budget")));

    assertThat(only(verify(2, 2)).seq()).isEqualTo(4);
  }

  @Test
  void shouldNameAJournalThatIsGone() {
    journals.remove(id(3, 1));

    Finding finding = only(verify(1, 3));
    assertThat(finding.what()).isEqualTo(What.MISSING_JOURNAL);
    assertThat(finding.journalId()).isEqualTo(id(3, 1));
  }

  @Test
  void shouldNameTheLinkThatWasChangedWhenItsJournalWasNot() {
    Link link = links(2).get(1);
    links(2).set(1, new Link(link.journalId(), 2, 1, new byte[32], link.marks()));

    Finding finding = only(verify(1, 3));
    assertThat(finding.what()).isEqualTo(What.CHANGED_LINK);
    assertThat(finding.journalId()).isEqualTo(id(2, 1));
  }

  @Test
  void shouldNoticeMarksThatWereChanged() {
    Link link = links(2).get(1);
    links(2).set(1, new Link(link.journalId(), 2, 1, link.hash(), new byte[32]));

    assertThat(only(verify(1, 3)).what()).isEqualTo(What.CHANGED_LINK);
  }

  @Test
  void shouldStillNameAJournalWhenItsMarksWereMadeToFit() {
    JournalImage forged = Samples.with("actor", "changed");
    change(2, 1, forged);
    JournalImage shown = journals.get(id(2, 1));
    Link link = links(2).get(1);
    links(2).set(1, new Link(link.journalId(), 2, 1, link.hash(), marks(shown)));

    Finding finding = only(verify(1, 3));
    assertThat(finding.what()).isEqualTo(What.CHANGED_JOURNAL);
    assertThat(finding.journalId()).isEqualTo(id(2, 1));
    assertThat(finding.detail()).isEqualTo("it is not as it was sealed");
  }

  @Test
  void shouldNoticeTheBlockWhenAJournalAndItsLinkWereMadeToFit() {
    change(2, 1, Samples.with("actor", "changed"));
    links(2).set(1, Link.seal(journal(2, 1), 2, 1));

    assertThat(only(verify(1, 3)).what()).isEqualTo(What.CHANGED_BLOCK);
  }

  @Test
  void shouldNoticeTheNextBlockWhenAWholeBlockWasMadeAnew() {
    change(2, 1, Samples.with("actor", "changed"));
    links(2).set(1, Link.seal(journal(2, 1), 2, 1));
    blocks.set(
        1, blocks.getFirst().next(List.of(journal(2, 0), journal(2, 1)), NOW.plusSeconds(2)));

    Finding finding = only(verify(1, 3));
    assertThat(finding.what()).isEqualTo(What.UNLINKED_BLOCK);
    assertThat(finding.height()).isEqualTo(3);
  }

  @Test
  void shouldNoticeTwoJournalsThatChangedPlaces() {
    Link first = links(2).get(0);
    Link second = links(2).get(1);
    links(2).set(0, new Link(second.journalId(), 2, 0, second.hash(), second.marks()));
    links(2).set(1, new Link(first.journalId(), 2, 1, first.hash(), first.marks()));

    Finding finding = only(verify(1, 3));
    assertThat(finding.what()).isEqualTo(What.CHANGED_BLOCK);
    assertThat(finding.height()).isEqualTo(2);
  }

  @Test
  void shouldNoticeALinkThatIsGone() {
    links(2).remove(0);

    assertThat(verify(1, 3))
        .extracting(Finding::what)
        .containsExactly(What.MISSING_LINK, What.CHANGED_BLOCK);
  }

  @Test
  void shouldNameABlockThatIsGone() {
    blocks.remove(1);

    Finding finding = only(verify(1, 3));
    assertThat(finding.what()).isEqualTo(What.MISSING_BLOCK);
    assertThat(finding.height()).isEqualTo(2);
  }

  @Test
  void shouldNoticeThatTheEndIsGone() {
    blocks.removeLast();

    Finding finding = only(verify(1, 3));
    assertThat(finding.what()).isEqualTo(What.MISSING_BLOCK);
    assertThat(finding.height()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"prev", "first", "last", "xid", "journals", "total", "sealedAt", "hash"})
  void shouldNoticeEveryColumnOfABlock(String column) {
    Block block = blocks.get(1);
    UUID other = id(9, 9);
    blocks.set(
        1,
        new Block(
            2,
            column.equals("prev") ? new byte[32] : block.prevHash(),
            column.equals("hash") ? new byte[32] : block.hash(),
            column.equals("first") ? other : block.firstJournal(),
            column.equals("last") ? other : block.lastJournal(),
            column.equals("xid") ? "1" : block.lastXid(),
            column.equals("journals") ? 1 : block.journals(),
            column.equals("total") ? 99 : block.total(),
            column.equals("sealedAt") ? NOW : block.sealedAt()));

    assertThat(verify(1, 3))
        .isNotEmpty()
        .anyMatch(finding -> finding.height() == 2 && finding.what() == What.CHANGED_BLOCK);
  }

  private List<Finding> verify(int from, int to) {
    var verification = new Verification(from == 1 ? Block.GENESIS : blocks.get(from - 2));
    long recomputed = 0;
    for (Block block : blocks) {
      if (block.height() >= from && block.height() <= to) {
        verification.next(block, links(block.height()), journals);
        recomputed += links(block.height()).size();
      }
    }
    verification.end(to);
    assertThat(verification.journals()).isEqualTo(recomputed);
    return verification.findings();
  }

  /** Puts other content under the id of a sealed journal. */
  private void change(int height, int position, JournalImage content) {
    UUID id = id(height, position);
    var fields = content.fields();
    fields.put("id", id.toString());
    journals.put(id, new JournalImage(id, fields, content.entries()));
  }

  private JournalImage journal(int height, int position) {
    @Nullable JournalImage found = journals.get(id(height, position));
    assertThat(found).isNotNull();
    return found;
  }

  private List<Link> links(long height) {
    return links.getOrDefault(height, List.of());
  }

  private static byte[] marks(@Nullable JournalImage image) {
    assertThat(image).isNotNull();
    return Arrays.copyOf(image.marks(), image.marks().length);
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  private static UUID id(int height, int position) {
    return new UUID(height, position);
  }
}
