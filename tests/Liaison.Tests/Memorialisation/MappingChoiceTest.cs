using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Memorialisation;

/// <summary>Of many mappings the one counts that somebody chose.</summary>
public sealed class MappingChoiceTest
{
    private static readonly RecordMapping Calls = Of("Calls", MappingChannels.Voice, "calls");
    private static readonly RecordMapping Written = Of("Written", MappingChannels.Digital, "written");
    private static readonly RecordMapping All = Of("All", MappingChannels.Both, "all");

    [Fact, Trait("row", "A82")]
    public void Calls_and_written_conversations_have_mappings_of_their_own_and_nothing_of_the_other_is_written()
    {
        Assert.Equal("calls", Written_by(Channel.Voice, Calls, Written));
        Assert.All(new[] { Channel.Chat, Channel.Inbox, Channel.Offline }, channel => Assert.Equal("written", Written_by(channel, Calls, Written)));
        Assert.Null(Written_by(Channel.Chat, Calls));
    }

    [Fact]
    public void What_is_for_one_channel_goes_before_what_is_for_both()
    {
        Assert.Equal("calls", Written_by(Channel.Voice, All, Calls));
        Assert.Equal("all", Written_by(Channel.Chat, All, Calls));
    }

    [Fact, Trait("row", "A95")]
    public void A_mapping_counts_once_it_is_in_use_and_not_before()
    {
        Assert.Null(Written_by(Channel.Voice, Calls with { InUse = false }));
        Assert.Equal("other", Written_by(Channel.Voice, Calls with { InUse = false }, Of("Other calls", MappingChannels.Voice, "other")));
    }

    [Fact]
    public void What_the_system_begins_with_counts_for_record_types_that_no_mapping_names()
    {
        Assert.Equal("begun", MappingChoice.RowsOf([Calls], [Of(null, MappingChannels.Both, "begun") with { RecordType = "Task" }], "Task", Channel.Voice).Single().Source.Text);
        Assert.Empty(MappingChoice.RowsOf([Calls with { InUse = false }], [Of(null, MappingChannels.Both, "begun")], "Case", Channel.Voice));
    }

    [Fact]
    public void A_document_of_before_is_read_as_it_was_meant()
    {
        var policy = Json.Read<ConversationPolicy>("""
            { "automatic": true, "triggers": [{ "channel": "chat", "moment": "ended", "action": "case" }], "push": {}, "filing": {},
              "mappings": [{ "recordType": "Case", "shown": ["Subject"], "rows": [{ "source": { "fact": "customer.name" }, "target": { "field": "Subject" } }] }] }
            """);
        var mapping = Assert.Single(policy.Mappings);
        Assert.Equal((null, MappingChannels.Both, true), (mapping.Name, mapping.Channels, mapping.InUse));
        Assert.Equal(WritingTimes.AtTheEnd, policy.Times);
        Assert.Equal("customer.name", MappingChoice.RowsOf(policy.Mappings, [], "Case", Channel.Voice).Single().Source.Fact);
        Assert.Equal(Json.Write(policy), Json.Write(Json.Read<ConversationPolicy>(Json.Write(policy))));
    }

    private static string? Written_by(Channel channel, params RecordMapping[] mappings) => MappingChoice.RowsOf(mappings, [], "Case", channel).SingleOrDefault()?.Source.Text;

    private static RecordMapping Of(string? name, MappingChannels channels, string text) => new("Case", [new MappingRow(new RowSource(Text: text), new RowTarget(Field: "Subject"))], [], name, null, channels);
}
