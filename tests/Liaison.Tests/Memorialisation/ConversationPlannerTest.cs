using Xunit;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;

namespace Liaison.Tests.Memorialisation;

public sealed class ConversationPlannerTest
{
    private static readonly ConversationTrigger ChatStarts = new(Channel.Chat, Moment.Started, "contactAndCase");
    private static readonly ConversationTrigger ChatEnds = new(Channel.Chat, Moment.Ended, "contactAndCase");

    [Fact]
    public void At_its_start_a_conversation_makes_a_person_and_nothing_else()
    {
        var delivery = Talks.Plan(Talks.Policy(ChatStarts), Moment.Started)!;
        Assert.Equal(["Contact"], delivery.Draft.Together.Select(w => w.RecordType));
        Assert.Equal("contact", delivery.Draft.Reference);
    }

    [Fact]
    public void At_its_end_it_makes_the_person_and_the_activity_owned_by_the_agent()
    {
        var delivery = Talks.Plan(Talks.Policy(ChatEnds), Moment.Ended)!;
        Assert.Equal([("person", "Contact"), ("activity", "Case")], delivery.Draft.Together.Select(w => (w.Alias, w.RecordType)));
        Assert.All(delivery.Draft.Together, w => Assert.Equal("ann@example.org", w.OwnerEmail));
        Assert.Equal("ses_1-case", delivery.Draft.Key);
    }

    [Fact]
    public void An_action_without_a_person_does_nothing_at_the_start() =>
        Assert.Null(Talks.Plan(Talks.Policy(ChatStarts with { Action = "case" }), Moment.Started));

    [Fact, Trait("row", "A190")]
    public void To_do_nothing_is_a_choice_too() =>
        Assert.Null(Talks.Plan(Talks.Policy(ChatEnds with { Action = null }), Moment.Ended));

    [Fact]
    public void Other_channels_have_choices_of_their_own() =>
        Assert.Null(Talks.Plan(Talks.Policy(ChatEnds), Moment.Ended, Talks.Chat with { Channel = Channel.Inbox }));

    [Fact, Trait("row", "A202")]
    public void By_hand_means_that_nothing_happens_by_itself() =>
        Assert.Null(Talks.Plan(Talks.Policy(ChatEnds) with { Automatic = false }, Moment.Ended));

    [Fact]
    public void Two_conversations_with_the_same_address_ask_for_the_same_person()
    {
        var keys = new[] { Talks.Chat, Talks.Chat with { Id = new("ses_2"), Customer = Talks.Chat.Customer with { Email = "ola@EXAMPLE.org " } } }
            .Select(s => Talks.Plan(Talks.Policy(ChatEnds), Moment.Ended, s)!.Draft.Together[0].Key).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.DoesNotContain("ola", keys[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_transcript_that_does_not_fit_says_where_the_whole_of_it_is()
    {
        var type = new RecordType("Case", "Case", [new FieldDescription("Description", "Description", "", "longText", 2000, true, true, true)]);
        var field = Talks.Plan(Talks.Policy(ChatEnds), Moment.Ended, null, type, new string('x', 5000))!.Draft.Together[1].Fields[0];
        Assert.Equal(2000, field.Value!.Length);
        Assert.EndsWith("https://hub.example/sessions/ses_1", field.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_was_found_is_linked_and_not_made_again()
    {
        var draft = Talks.Plan(Talks.Policy(ChatEnds with { Found = UpdatePolicy.Keep }), Moment.Ended)!.Draft;
        var writes = ConversationWrites.Resolve(draft, Found("Contact", "003A"), new Dictionary<string, string>());
        var only = Assert.Single(writes);
        Assert.Equal(("Case", "003A"), (only.RecordType, only.Links["ContactId"]));
    }

    [Fact, Trait("row", "A191")]
    public void What_stands_is_kept_or_replaced_or_only_filled_as_the_policy_says()
    {
        IReadOnlyList<RecordWrite> Writes(UpdatePolicy policy) => ConversationWrites.Resolve(
            Talks.Plan(Talks.Policy(ChatEnds with { Found = policy }), Moment.Ended)!.Draft, Found("Contact", "003A", ("Email", "old@example.org")), new Dictionary<string, string>());
        Assert.Single(Writes(UpdatePolicy.Keep));
        Assert.Equal(["LastName", "Email"], Writes(UpdatePolicy.Update)[0].Fields.Select(f => f.Target));
        Assert.Equal(["LastName"], Writes(UpdatePolicy.FillEmpty)[0].Fields.Select(f => f.Target));
    }

    [Fact]
    public void A_person_of_another_type_than_the_action_makes_is_linked_as_far_as_that_can_be()
    {
        var draft = Talks.Plan(Talks.Policy(ChatEnds), Moment.Ended)!.Draft;
        var account = ConversationWrites.Resolve(draft, Found("Account", "001A", ("PersonContactId", "003P")), new Dictionary<string, string>());
        Assert.Equal("003P", Assert.Single(account).Links["ContactId"]);
        var lead = ConversationWrites.Resolve(draft, Found("Lead", "00QA"), new Dictionary<string, string>());
        Assert.Empty(Assert.Single(lead).Links);
    }

    [Fact]
    public void What_comes_late_lands_on_the_same_record()
    {
        var draft = Talks.Plan(Talks.Policy(ChatEnds), Moment.Ended)!.Draft;
        var writes = ConversationWrites.Resolve(draft, Found("Contact", "003A"), new Dictionary<string, string> { ["case"] = "500A" });
        Assert.Equal("500A", writes[^1].Record);
    }

    [Fact]
    public void Who_is_not_known_is_made_and_the_activity_points_there()
    {
        var writes = ConversationWrites.Resolve(Talks.Plan(Talks.Policy(ChatEnds), Moment.Ended)!.Draft, null, new Dictionary<string, string>());
        Assert.Equal("person", writes[1].Links["ContactId"]);
    }

    private static FoundRecord Found(string type, string id, params (string Field, string Value)[] values) =>
        new(type, id, id, values.ToDictionary(v => v.Field, v => v.Value));
}
