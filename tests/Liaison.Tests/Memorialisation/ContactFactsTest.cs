using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Xunit;

namespace Liaison.Tests.Memorialisation;

/// <summary>The fields of a contact, by the names that CXone's administrators know.</summary>
public sealed class ContactFactsTest
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Session Chat = Talks.Chat with
    {
        ExternalId = "chat-1", Customer = new Party("Ola Nowak", Email: "ola@example.org"), Queue = "Housing", Disposition = "Solved", BeganAt = Nine, StartedAt = Nine, EndedAt = Nine.AddMinutes(5),
        Notes = [new SessionNote("n", Nine, "Ann", "Wants a call back")], Transcript = [new Utterance("l", Nine, "customer", "Ola", "Hello.")], Tags = ["vip"], Outcome = "Resolved",
    };

    private static readonly Session Call = Chat with
    {
        Channel = Channel.Voice, ExternalId = "call-1", Ani = "+442079460018", Dnis = "+441614960000", Transcript = [], Tags = ["boiler", "vip"],
        Items = new Dictionary<string, string> { ["MasterContactId"] = "call-0", ["SkillId"] = "4711", ["Order"] = "A-77" },
        Files = [new SessionFile("r", "recording", "call.wav", "audio/wav", Url: "https://pbx.example/rec/1")],
    };

    [Fact, Trait("row", "A88")]
    public void A_digital_contact_has_the_22_fields() => Assert.Equal(
        "Agent ID, Agent Name, Channel Name, Channel Type, Contact ID, Customer Name, Direction, Disposition Name, Disposition Notes, End Time, Event Type, Final State, From, Interaction ID, Media Type, Skill ID, Skill Name, Start Time, Status, To, Transcription Text, Transcript URL",
        string.Join(", ", ContactFields.CxOne.Digital.Select(f => f.Label)));

    [Fact, Trait("row", "A89")]
    public void A_call_has_the_21_fields() => Assert.Equal(
        "Agent ID, Agent Name, ANI, Contact ID, Contact Type, Direction, Disposition Name, Disposition Notes, DNIS, End Time, Final State, Interaction ID, Master Contact ID, Media Type, Recording URL, Skill ID, Skill Name, Start Time, Status, To, Tags",
        string.Join(", ", ContactFields.CxOne.Voice.Select(f => f.Label)));

    [Fact, Trait("row", "A83"), Trait("row", "A92")]
    public void Each_channel_offers_its_own_fields_and_the_other_s_are_not_there()
    {
        var (digital, voice) = (ContactFields.CxOne.Digital.Select(f => f.Name).ToHashSet(), ContactFields.CxOne.Voice.Select(f => f.Name).ToHashSet());
        Assert.Equal(["channelName", "channelType", "customerName", "eventType", "from", "transcriptUrl", "transcriptionText"], digital.Except(voice).Order(StringComparer.Ordinal));
        Assert.Equal(["ani", "contactType", "dnis", "masterContactId", "recordingUrl", "tags"], voice.Except(digital).Order(StringComparer.Ordinal));
        Assert.All(ContactFields.CxOne.Digital, f => Assert.Null(Of(Call, "digital." + f.Name)));
        Assert.All(ContactFields.CxOne.Voice, f => Assert.Null(Of(Chat, "voice." + f.Name)));
        Assert.All(ContactFields.CxOne.Digital, f => Assert.NotNull(Of(Chat, "digital." + f.Name)));
        Assert.All(ContactFields.CxOne.Voice, f => Assert.NotNull(Of(Call, "voice." + f.Name)));
        Assert.Null(Of(Call, "voice.transcriptionText"));
    }

    [Fact, Trait("row", "A83"), Trait("row", "A75"), Trait("row", "A76")]
    public void Kustomer_s_administrators_find_these_names_and_moments_to_begin_with()
    {
        var vocabulary = KustomerConnector.Declaration.Conversations!;
        Assert.Equal(ContactFields.CxOne, vocabulary.Contact);
        Assert.Equal(new WritingTimes(VoiceTime.AfterWrapUp, DigitalTime.WhenReleased, LateValues.PatchedIn), vocabulary.Times);
    }

    [Theory, Trait("row", "A90")]
    [InlineData("direction", "inbound")]
    [InlineData("eventType", "digital")]
    [InlineData("mediaType", "digital")]
    [InlineData("channelType", "chat")]
    [InlineData("channelName", "Web chat")]
    [InlineData("finalState", "true")]
    [InlineData("from", "Ola Nowak")]
    [InlineData("to", "Ann")]
    [InlineData("status", "Resolved")]
    [InlineData("interactionId", "leg-1")]
    [InlineData("contactId", "chat-1")]
    [InlineData("skillId", "Housing")]
    [InlineData("startTime", "2026-03-02T09:00:00Z")]
    [InlineData("transcriptUrl", "https://hub.example/api/v1/sessions/ses_1/transcript")]
    public void What_a_digital_contact_s_fields_hold(string name, string value) => Assert.Equal(value, Of(Chat, "digital." + name));

    [Theory, Trait("row", "A91")]
    [InlineData("ani", "+442079460018")]
    [InlineData("dnis", "+441614960000")]
    [InlineData("masterContactId", "call-0")]
    [InlineData("contactType", "voice")]
    [InlineData("mediaType", "voice")]
    [InlineData("dispositionName", "Solved")]
    [InlineData("dispositionNotes", "Wants a call back")]
    [InlineData("tags", "boiler, vip")]
    [InlineData("skillId", "4711")]
    [InlineData("recordingUrl", "https://pbx.example/rec/1")]
    public void What_a_call_s_fields_hold(string name, string value) => Assert.Equal(value, Of(Call, "voice." + name));

    [Fact, Trait("row", "A90"), Trait("row", "A91")]
    public void What_a_contact_centre_tells_of_media_and_numbers_goes_before_what_we_conclude()
    {
        Assert.Equal("false", Of(Chat with { EndedAt = null }, "digital.finalState"));
        Assert.Equal("work item", Of(Chat with { Items = new Dictionary<string, string> { ["mediatype"] = "work item" } }, "digital.eventType"));
        Assert.Equal("voicemail", Of(Call with { Items = new Dictionary<string, string> { ["mediaType"] = "voicemail" } }, "voice.mediaType"));
        Assert.Equal("Facebook Messenger", Of(Chat with { Items = new Dictionary<string, string> { ["channelType"] = "Facebook Messenger" } }, "digital.channelType"));
        Assert.Equal("email", Of(Chat with { Channel = Channel.Inbox }, "digital.channelType"));
        Assert.Equal("call-1", Of(Call with { Items = new Dictionary<string, string>() }, "voice.masterContactId"));
        // Whoever called whom: ANI is the contact's number, DNIS the one at the agent's end.
        var dialled = Call with { Direction = Direction.Outbound, Ani = "+441614960000", Dnis = "+442079460018" };
        Assert.Equal(("+442079460018", "+441614960000"), (Of(dialled, "voice.ani"), Of(dialled, "voice.dnis")));
        var parts = Call with { Files = [.. Call.Files, new SessionFile("r2", "recording", "call2.wav", "audio/wav", Part: 2, Url: "https://pbx.example/rec/2")] };
        Assert.Equal("https://hub.example/sessions/ses_1", Of(parts, "voice.recordingUrl"));
    }

    [Fact, Trait("row", "A84"), Trait("row", "A85"), Trait("row", "A86")]
    public void A_script_variable_is_found_in_lower_case_however_the_script_writes_it_and_of_calls_only()
    {
        Assert.Equal("A-77", Of(Call, "variables.order"));
        Assert.Equal("lower", Of(Call with { Items = new Dictionary<string, string> { ["Order"] = "upper", ["order"] = "lower" } }, "variables.order"));
        Assert.Null(Of(Call, "variables.nothing"));
        Assert.Null(Of(Call with { Channel = Channel.Chat }, "variables.order"));
    }

    [Fact, Trait("row", "A87")]
    public void A_variable_that_the_script_does_not_hand_over_is_left_out_and_the_trace_says_so()
    {
        MappingRow[] rows = [Row("variables.order")];
        IReadOnlyList<RenderedField> Written(Session call) => LateRows.Render(rows, call, WritingTimes.AtTheEnd, ContactFields.CxOne, SessionFacts.Of(call, Light), null);
        Assert.Equal("A-77", Written(Call).Single().Value);
        var left = Written(Call with { Items = new Dictionary<string, string>() }).Single();
        Assert.Equal((null, "variables.order", "Left out: the source is empty."), (left.Value, left.Source, left.Note));
    }

    [Fact, Trait("row", "A80")]
    public void A_transcript_that_its_field_cannot_hold_is_cut_and_says_so()
    {
        var chat = Chat with { Transcript = [new Utterance("l", Nine, "customer", "Ola", new string('x', 5_000))] };
        RenderedField Written(int room)
        {
            var type = new RecordType("Case", "Case", [new FieldDescription("Subject", "Subject", "", "text", room, true, true, true)]);
            var facts = SessionFacts.Of(chat, Light);
            return Overflow.Mark(LateRows.Render([Row("digital.transcriptionText")], chat, WritingTimes.AtTheEnd, ContactFields.CxOne, facts, type).Single(), facts);
        }
        Assert.Contains(new string('x', 5_000), Written(20_000).Value, StringComparison.Ordinal);
        Assert.Equal(255, Written(255).Value!.Length);
        Assert.StartsWith("Cut from ", Written(255).Note, StringComparison.Ordinal);
        Assert.EndsWith("https://hub.example/sessions/ses_1", Written(2_000).Value, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A74")]
    public void Mappings_carry_text_and_files_go_beside_them()
    {
        var chat = Chat with { Files = [new SessionFile("f", "attachment", "bin.jpg", "image/jpeg", 4, Stored: "att_1")] };
        Assert.All(ContactFields.CxOne.Digital.Concat(ContactFields.CxOne.Voice), f => Assert.Contains(f.Type, new[] { "text", "longText", "boolean", "dateTime", "url" }));
        Assert.All(ContactFields.CxOne.Digital, f => Assert.DoesNotContain("bin.jpg", Of(chat, "digital." + f.Name) ?? "", StringComparison.Ordinal));
        Assert.Equal(["bin.jpg"], ConversationFiles.Of(null, chat, new PushSwitches(Notes: false, Transcripts: false), "https://hub.example/sessions/ses_1", id => id).Select(f => f.Name));
    }

    [Fact, Trait("row", "A81")]
    public void A_row_of_the_other_channel_neither_writes_nor_clears()
    {
        MappingRow[] rows = [Row("voice.tags", ignoreEmpty: false), Row("digital.channelType"), Row("variables.order", ignoreEmpty: false)];
        var mapping = new RecordMapping("Case", rows, []);
        var planner = Talks.Planner(Talks.Policy(new ConversationTrigger(Channel.Chat, Moment.Ended, "case")) with { Mappings = [mapping] });
        var known = planner with { Vocabulary = Talks.Vocabulary with { Contact = ContactFields.CxOne } };
        var facts = SessionFacts.Of(Chat, Light);
        var field = Assert.Single(known.Plan(new("dlv_1"), new("evt_1"), Chat, Moment.Ended, facts, Nine)!.Draft.Together.Single().Fields);
        Assert.Equal(("Subject", "chat", "digital.channelType"), (field.Target, field.Value, field.Source));
    }

    private static MappingRow Row(string fact, bool ignoreEmpty = true) => new(new RowSource(Fact: fact), new RowTarget(Field: "Subject"), IgnoreEmpty: ignoreEmpty);

    private static readonly SessionLight Light = new("https://hub.example", TimeZoneInfo.Utc);

    private static string? Of(Session session, string path) => ContactFacts.Of(session, ContactFields.CxOne, SessionFacts.Of(session, Light))[path];
}
