using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;
using static Liaison.Tests.Connectors.Kustomer.KustomerBench;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerWriteTest
{
    private static readonly (string, string?)[] Call =
    [
        ("name", "Voice: Ines Okafor"), ("direction", "in"), ("status", "done"), ("note", "She likes tea."), ("tags", "boiler, urgent"), ("custom.talkSecondsNum", "290"), ("custom.recordedBool", "true"), ("custom.startedAt", "2026-03-02T09:00:00Z"),
        ("message.channel", "voice"), ("message.direction", "in"), ("message.preview", "The boiler is cold."), ("message.meta.placedAt", "2026-03-02T09:00:00Z"), ("message.meta.from", "+442079460777"),
    ];

    [Fact, Trait("row", "A56")]
    public async Task A_call_becomes_a_customer_a_conversation_a_voice_message_and_a_note_and_ends_done()
    {
        await using var bench = await KustomerBench.Start();
        var written = Value(await bench.Open().WriteTogether(Talk("1", "+442079460777", Call), bench.Calls, Cancel));
        var customer = await bench.Record("customer", written[0].Record);
        Assert.Equal(("Ines Okafor", "+442079460777", "1-customer"), ((string?)customer["attributes"]!["name"], (string?)customer["attributes"]!["phones"]![0]!["phone"], (string?)customer["attributes"]!["externalId"]));
        var conversation = await bench.Record("conversation", written[1].Record);
        Assert.Equal(("done", "in", 290, true), ((string?)conversation["attributes"]!["status"], (string?)conversation["attributes"]!["direction"], (int)conversation["attributes"]!["custom"]!["talkSecondsNum"]!, (bool)conversation["attributes"]!["custom"]!["recordedBool"]!));
        Assert.Equal($"{conversation["id"]}.{written[0].Record}", written[1].Record);
        Assert.Equal("2026-03-02T09:00:00.000Z", (string?)conversation["attributes"]!["custom"]!["startedAt"]);
        Assert.Equal(2, conversation["attributes"]!["tags"]!.AsArray().Count);
        var message = Assert.Single(await bench.Records("message", "conversation=" + conversation["id"]));
        Assert.Equal(("voice", "in", "liaison", "The boiler is cold.", "+442079460777"), ((string?)message["attributes"]!["channel"], (string?)message["attributes"]!["direction"], (string?)message["attributes"]!["app"], (string?)message["attributes"]!["preview"], (string?)message["attributes"]!["meta"]!["from"]));
        Assert.Equal("She likes tea.", (string?)Assert.Single(await bench.Records("note", "conversation=" + conversation["id"]))["attributes"]!["body"]);
        Assert.All(written, one => Assert.Null(one.Note));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Written_twice_it_is_there_once(bool unique)
    {
        await using var bench = await KustomerBench.Start($"uniqueExternalIds={unique}");
        var first = Value(await bench.Open().WriteTogether(Talk("1", "+442079460777", Call), bench.Calls, Cancel));
        var again = Value(await bench.Open().WriteTogether(Talk("1", "+442079460777", Call), bench.Calls, Cancel));
        Assert.Equal(first.Select(one => one.Record), again.Select(one => one.Record));
        await Once(bench);
    }

    [Theory]
    [InlineData("customers", 1)]
    [InlineData("conversations", 1)]
    [InlineData("conversations", 2)]
    [InlineData("conversations", 3)]
    [InlineData("conversations", 4)]
    public async Task A_lost_answer_anywhere_on_the_way_leaves_everything_there_once(string resource, int times)
    {
        await using var bench = await KustomerBench.Start();
        var connector = bench.Open();
        for (var lost = 0; lost < times; lost++)
        {
            await bench.Fault(new { kind = "drop-reply", resource, operation = "create", count = 1 });
            Assert.True(Fault(await connector.WriteTogether(Talk("1", "+442079460777", Call), bench.Calls, Cancel)).InDoubt);
            Assert.Null(Dynamics.DynamicsBench.Found(await connector.FindTogether(Talk("1", "+442079460777", Call), bench.Time.GetUtcNow(), bench.Calls, Cancel)));
        }
        Value(await connector.WriteTogether(Talk("1", "+442079460777", Call), bench.Calls, Cancel));
        await Once(bench);
    }

    [Fact, Trait("row", "A74")]
    public async Task A_value_that_is_refused_is_left_out_the_rest_is_written_and_the_log_says_so()
    {
        await using var bench = await KustomerBench.Start();
        var written = Value(await bench.Open().WriteTogether(Talk("1", "+442079460777", [.. Call, ("custom.reasonStr", "Nobody chose this"), ("custom.talkTime", "290"), ("custom.endedAt", "yesterday")]), bench.Calls, Cancel));
        var note = written[1].Note!;
        Assert.Contains("custom.reasonStr was left out: Kustomer refused", note, StringComparison.Ordinal);
        Assert.Contains("custom.talkTime was left out: the last word of a custom attribute's name says its type", note, StringComparison.Ordinal);
        Assert.Contains("custom.endedAt was left out: “yesterday” is no date and time.", note, StringComparison.Ordinal);
        Assert.Equal(290, (int)(await bench.Record("conversation", written[1].Record))["attributes"]!["custom"]!["talkSecondsNum"]!);
    }

    [Fact]
    public async Task A_number_that_Kustomer_does_not_take_is_left_out_and_the_customer_is_made()
    {
        await using var bench = await KustomerBench.Start();
        var written = Value(await bench.Open().WriteTogether([Write("person", "customer", "1", ("name", "Ines Okafor"), ("phones", "extension 12"))], bench.Calls, Cancel));
        Assert.Contains("phones was left out", Assert.Single(written).Note, StringComparison.Ordinal);
        Assert.Equal("Ines Okafor", (string?)(await bench.Record("customer", written[0].Record))["attributes"]!["name"]);
    }

    [Fact, Trait("row", "A74"), Trait("row", "A80")]
    public async Task A_transcript_longer_than_a_note_becomes_several_notes_and_nothing_is_lost()
    {
        await using var bench = await KustomerBench.Start();
        var transcript = string.Join('\n', Enumerable.Range(1, 900).Select(line => $"{line}: the bins were not taken again"));
        var written = Value(await bench.Open().WriteTogether(Talk("1", "+442079460777", ("name", "Chat"), ("note", transcript)), bench.Calls, Cancel));
        Value(await bench.Open().WriteTogether(Talk("1", "+442079460777", ("name", "Chat"), ("note", transcript)), bench.Calls, Cancel));
        var notes = (await bench.Records("note", "conversation=" + written[1].Record.Split('.')[0])).Select(one => (string)one["attributes"]!["body"]!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(TimelineNotes.Split(transcript).Count, notes.Count);
        Assert.True(notes.Count > 2);
        Assert.All(notes, note => Assert.InRange(note.Length, 1, 10_240));
        var together = string.Join('\n', notes.Select(note => note[(note.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
        Assert.Equal(transcript, together);
    }

    [Fact, Trait("row", "A80")]
    public async Task A_text_longer_than_its_attribute_is_cut_and_the_log_says_how_long_it_was()
    {
        await using var bench = await KustomerBench.Start();
        var written = Value(await bench.Open().WriteTogether(Talk("1", "+442079460777", ("custom.dispositionNotesTxt", new string('x', 5000))), bench.Calls, Cancel));
        Assert.Contains("custom.dispositionNotesTxt takes 1,024 characters and was cut from 5,000.", written[1].Note, StringComparison.Ordinal);
        Assert.Equal(1024, ((string)(await bench.Record("conversation", written[1].Record))["attributes"]!["custom"]!["dispositionNotesTxt"]!).Length);
    }

    [Fact]
    public async Task A_customer_keeps_company_numbers_and_whatever_others_wrote()
    {
        await using var bench = await KustomerBench.Start();
        var hannah = await bench.Customer("Hannah Marsh");
        var before = await bench.Record("customer", hannah);
        var write = Write("person", "customer", "1", ("phones", "+442079460777"), ("emails", "HANNAH.marsh@example.com"), ("custom.loyaltyNumberStr", "L-1")) with { Record = hannah };
        Value(await bench.Open().WriteTogether([write], bench.Calls, Cancel));
        var after = await bench.Record("customer", hannah);
        Assert.Equal((string?)before["relationships"]!["company"]!["data"]!["id"], (string?)after["relationships"]!["company"]!["data"]!["id"]);
        Assert.Equal(["+442079460958", "+447700900123", "+442079460777"], after["attributes"]!["phones"]!.AsArray().Select(phone => (string?)phone!["phone"]));
        Assert.Equal(["hannah.marsh@example.com"], after["attributes"]!["emails"]!.AsArray().Select(email => (string?)email!["email"]));
        Assert.Equal(("C-2001", true, "L-1"), ((string?)after["attributes"]!["externalId"], (bool)after["attributes"]!["custom"]!["vipBool"]!, (string?)after["attributes"]!["custom"]!["loyaltyNumberStr"]));
    }

    [Theory]
    [InlineData(UpdatePolicy.Keep, "Sam Loner", 1)]
    [InlineData(UpdatePolicy.FillEmpty, "Sam Loner", 1)]
    [InlineData(UpdatePolicy.Update, "Samuel", 2)]
    public async Task What_stands_there_is_kept_filled_or_replaced_as_chosen(UpdatePolicy policy, string name, int phones)
    {
        await using var bench = await KustomerBench.Start();
        var sam = await bench.Customer("Sam Loner");
        Value(await bench.Open().WriteTogether([Write("person", "customer", "1", ("name", "Samuel"), ("phones", "+442079460777"), ("custom.loyaltyNumberStr", "L-1")) with { Record = sam, Existing = policy }], bench.Calls, Cancel));
        var after = (await bench.Record("customer", sam))["attributes"]!;
        Assert.Equal((name, phones, policy == UpdatePolicy.Keep ? null : "L-1"), ((string?)after["name"], after["phones"]!.AsArray().Count, (string?)after["custom"]!["loyaltyNumberStr"]));
    }

    [Fact]
    public async Task Somebody_who_was_faster_is_read_again_and_nothing_is_lost()
    {
        await using var bench = await KustomerBench.Start();
        var sam = await bench.Customer("Sam Loner");
        await bench.Fault(new { kind = "rev-conflict", count = 2 });
        Value(await bench.Open().WriteTogether([Write("person", "customer", "1", ("custom.loyaltyNumberStr", "L-1")) with { Record = sam }], bench.Calls, Cancel));
        Assert.Equal("L-1", (string?)(await bench.Record("customer", sam))["attributes"]!["custom"]!["loyaltyNumberStr"]);
        await bench.Fault(new { kind = "rev-conflict" });
        Assert.Equal(FaultKind.LockContention, Fault(await bench.Open().WriteTogether([Write("person", "customer", "1", ("name", "S")) with { Record = sam }], bench.Calls, Cancel)).Kind);
    }

    [Theory, InlineData(409), InlineData(400)]
    public async Task A_customer_whom_somebody_else_has_just_made_is_taken_instead_of_a_second_one(int status)
    {
        await using var bench = await KustomerBench.Start($"duplicateStatus={status}");
        var written = Value(await bench.Open().WriteTogether([Write("person", "customer", "1", ("name", "Somebody"), ("phones", "+447700900123"))], bench.Calls, Cancel));
        Assert.Equal(await bench.Customer("Hannah Marsh"), Assert.Single(written).Record);
        Assert.Contains("the one who was meant", written[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_who_was_merged_into_another_is_followed_there()
    {
        await using var bench = await KustomerBench.Start();
        var (jo, sam) = (await bench.Customer("Jo Park"), await bench.Customer("Sam Loner"));
        using var merge = new HttpRequestMessage(HttpMethod.Post, "v1/customers/merges") { Content = System.Net.Http.Json.JsonContent.Create(new { source = jo, target = sam }) };
        merge.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Key);
        using var merged = await bench.Http.SendAsync(merge, Cancel);
        Assert.True(merged.IsSuccessStatusCode, await merged.Content.ReadAsStringAsync(Cancel));
        var written = Value(await bench.Open().WriteTogether([Write("person", "customer", "1", ("phones", "+15125550198"), ("custom.loyaltyNumberStr", "L-1")) with { Record = jo }], bench.Calls, Cancel));
        Assert.Equal(sam, Assert.Single(written).Record);
        Assert.Equal("L-1", (string?)(await bench.Record("customer", sam))["attributes"]!["custom"]!["loyaltyNumberStr"]);
    }

    [Fact]
    public async Task A_conversation_that_is_continued_keeps_its_message_and_note_and_is_done_again()
    {
        await using var bench = await KustomerBench.Start();
        var first = Value(await bench.Open().WriteTogether(Talk("1", "+442079460777", Call), bench.Calls, Cancel))[1];
        var later = Write("activity", "conversation", "1-conversation", ("status", "done"), ("note", "She likes tea, and cake."), ("message.preview", "The boiler is warm again."), ("message.channel", "voice")) with { Record = first.Record };
        Assert.Equal(first.Record, Assert.Single(Value(await bench.Open().WriteTogether([later], bench.Calls, Cancel))).Record);
        await Once(bench);
        var id = first.Record.Split('.')[0];
        Assert.Equal("done", (string?)(await bench.Record("conversation", id))["attributes"]!["status"]);
        Assert.Equal("The boiler is warm again.", (string?)Assert.Single(await bench.Records("message", "conversation=" + id))["attributes"]!["preview"]);
        Assert.Equal("She likes tea, and cake.", (string?)Assert.Single(await bench.Records("note", "conversation=" + id))["attributes"]!["body"]);
    }

    [Fact]
    public async Task A_conversation_is_the_agent_s_who_has_the_same_address_in_Kustomer()
    {
        await using var bench = await KustomerBench.Start();
        var talk = Talk("1", "+442079460777", Call);
        var written = Value(await bench.Open().WriteTogether([talk[0], talk[1] with { OwnerEmail = "Bob.Baker@example.com" }], bench.Calls, Cancel));
        var bob = Assert.Single(await bench.Records("user", "email=bob.baker@example.com"))["id"]!.ToString();
        Assert.Equal([bob], (await bench.Record("conversation", written[1].Record))["attributes"]!["assignedUsers"]!.AsArray().Select(user => (string?)user));
        talk = Talk("2", "+442079460778", Call);
        written = Value(await bench.Open().WriteTogether([talk[0], talk[1] with { OwnerEmail = "dan.dyer@example.com" }], bench.Calls, Cancel));
        Assert.Contains("no user of Kustomer has the e-mail address dan.dyer@example.com", written[1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_customer_there_is_no_conversation()
    {
        await using var bench = await KustomerBench.Start();
        var fault = Fault(await bench.Open().WriteTogether([Write("activity", "conversation", "1", ("name", "Call"))], bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, "no-customer"), (fault.Kind, fault.Code));
    }

    [Fact, Trait("row", "A98")]
    public async Task An_object_of_one_s_own_is_made_changed_and_found_again_by_its_key()
    {
        await using var bench = await KustomerBench.Start();
        var duval = await bench.Customer("Anne-Marie Duval");
        var connector = bench.Open();
        var made = Value(await connector.Create(bench.Draft("kobject.order", "CASE-1-order", ("title", "Order 5"), ("customer", duval), ("custom.orderTotalNum", "12.50"), ("custom.orderStatusStr", "open")), bench.Calls, Cancel));
        Assert.EndsWith("." + duval, made.Record, StringComparison.Ordinal);
        Value(await connector.Update(made.Record, bench.Draft("kobject.order", "CASE-1-order", ("custom.orderStatusStr", "fulfilled")), bench.Calls, Cancel));
        var read = Value(await connector.Read("kobject.order", made.Record, bench.Calls, Cancel));
        Assert.Equal(("fulfilled", "12.5", "Order 5"), (read.Values["custom.orderStatusStr"], read.Values["custom.orderTotalNum"], read.Values["title"]));
        Assert.Equal(made.Record, Dynamics.DynamicsBench.Found(await connector.Find(bench.Draft("kobject.order", "CASE-1-order"), null, null, bench.Time.GetUtcNow(), bench.Calls, Cancel))!.Record);
        Assert.Equal(made.Record, Value(await connector.Create(bench.Draft("kobject.order", "CASE-1-order", ("title", "Order 5")), bench.Calls, Cancel)).Record);
    }

    [Fact]
    public async Task Masked_values_are_never_written_back()
    {
        await using var bench = await KustomerBench.Start();
        var sam = await bench.Customer("Sam Loner");
        var body = RecordBody.Of(Resource.Of("customer")!, Write("p", "customer", "1", ("phones", "+442079460777")).Fields,
            System.Text.Json.JsonDocument.Parse("""{"phones":[{"phone":"********100","type":"home"}]}""").RootElement);
        Assert.False(body.Json.ContainsKey("phones"));
        Assert.Contains("masked", Assert.Single(body.Remarks), StringComparison.Ordinal);
        Assert.NotNull(sam);
    }

    [Fact]
    public async Task Above_the_share_of_the_calls_writing_waits_and_looking_up_goes_on()
    {
        await using var bench = await KustomerBench.Start("requestsPerMinute=20");
        var connector = bench.Open(bench.Settings with { CallShare = 50 });
        var sam = await bench.Customer("Sam Loner");
        for (var call = 0; call < 11; call++)
        {
            Value(await connector.Read("customer", sam, bench.Calls, Cancel));
        }
        var fault = Fault(await connector.WriteTogether(Talk("1", "+442079460777", Call), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Throttled, "call-share"), (fault.Kind, fault.Code));
        Value(await connector.Read("customer", sam, bench.Calls, Cancel));
        Assert.Equal(20, bench.Budgets[^1].Limit);
    }

    [Fact]
    public async Task A_preview_shows_what_would_be_sent_without_sending_it()
    {
        await using var bench = await KustomerBench.Start();
        var shown = Value(bench.Open().Preview(bench.Draft("conversation", "1", [.. Call.Select(one => (one.Item1, one.Item2)), ("customer", "58210c3db0f09110006b7953")]), null));
        foreach (var told in (string[])["POST", "/v1/conversations", "\"externalId\":\"1\"", "\"customer\":\"58210c3db0f09110006b7953\"", "/messages", "/notes", "/tags", "talkSecondsNum"])
        {
            Assert.Contains(told, shown, StringComparison.Ordinal);
        }
        Assert.Empty(await bench.Records("conversation", "externalId=1"));
    }

    private static async Task Once(KustomerBench bench)
    {
        var conversation = Assert.Single(await bench.Records("conversation", "externalId=1-conversation"));
        Assert.Single(await bench.Records("customer", "externalId=1-customer"));
        Assert.Single(await bench.Records("message", "conversation=" + conversation["id"]));
        Assert.Single(await bench.Records("note", "conversation=" + conversation["id"]));
    }
}
