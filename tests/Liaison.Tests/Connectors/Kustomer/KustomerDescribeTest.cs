using Liaison.Core.Connecting;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerDescribeTest
{
    [Fact, Trait("row", "A67"), Trait("row", "A80")]
    public async Task Standard_types_and_objects_of_one_s_own_are_listed_with_types_and_lengths()
    {
        await using var bench = await KustomerBench.Start();
        var types = Value(await bench.Open().Describe(bench.Calls, Cancel)).ToDictionary(type => type.Name, StringComparer.Ordinal);
        Assert.Equal(["company", "conversation", "customer", "kobject.call", "kobject.order"], types.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Order", types["kobject.order"].Label);
        FieldDescription Of(string type, string field) => Assert.Single(types[type].Fields, one => one.Name == field);
        Assert.Equal(("longText", 1024, "Disposition notes"), (Of("conversation", "custom.dispositionNotesTxt").Type, Of("conversation", "custom.dispositionNotesTxt").MaxLength, Of("conversation", "custom.dispositionNotesTxt").Label));
        Assert.Equal(("number", null), (Of("conversation", "custom.talkSecondsNum").Type, Of("conversation", "custom.talkSecondsNum").MaxLength));
        Assert.Equal(("longText", null), (Of("conversation", "note").Type, Of("conversation", "note").MaxLength));
        Assert.Equal(10_240, Of("conversation", "message.preview").MaxLength);
        Assert.Equal(("code", "conversation/custom.reasonStr"), (Of("conversation", "custom.reasonStr").Type, Of("conversation", "custom.reasonStr").Codes));
        Assert.Equal(("boolean", "dateTime", "phone", "record"), (Of("customer", "custom.vipBool").Type, Of("customer", "custom.lastCallAt").Type, Of("customer", "phones").Type, Of("customer", "company").Type));
        Assert.True(Of("kobject.order", "title").RequiredOnCreate);
        Assert.Equal("Kustomer", Liaison.Connectors.Kustomer.KustomerConnector.Declaration.Name);
    }

    [Fact, Trait("row", "A99"), Trait("row", "A100"), Trait("row", "A101")]
    public async Task Every_field_tells_whether_it_is_a_text_or_something_else_so_that_each_can_be_limited()
    {
        await using var bench = await KustomerBench.Start();
        var fields = Value(await bench.Open().Describe(bench.Calls, Cancel)).Single(type => type.Name == "customer").Fields.Where(field => field.Readable).ToDictionary(field => field.Name, field => field.Type, StringComparer.Ordinal);
        Assert.All(fields.Values, type => Assert.Contains(type, (string[])["text", "longText", "code", "phone", "email", "url", "number", "boolean", "dateTime", "record"]));
        Assert.Equal(("text", "text", "phone"), (fields["name"], fields["custom.loyaltyNumberStr"], fields["phones"]));
        Assert.Equal(("number", "boolean", "dateTime"), (fields["custom.spentNum"], fields["custom.vipBool"], fields["custom.lastCallAt"]));
    }

    [Fact]
    public async Task Lists_give_their_values()
    {
        await using var bench = await KustomerBench.Start();
        var connector = bench.Open();
        async Task<IEnumerable<string>> Of(string list) => Value(await connector.Codes(list, false, bench.Calls, Cancel)).Items.Select(code => code.Value);
        Assert.Equal(["Delivery", "Invoice", "Fault", "Other"], await Of("conversation/custom.reasonStr"));
        Assert.Equal(["open", "snoozed", "done"], await Of("conversation/status"));
        Assert.Equal(["true", "false"], await Of("boolean"));
        Fault(await connector.Codes("conversation/custom.nothingStr", false, bench.Calls, Cancel));
    }

    [Fact]
    public async Task People_are_listed_and_the_program_s_own_user_is_none_of_them()
    {
        await using var bench = await KustomerBench.Start();
        var users = Value(await bench.Open().Users(bench.Calls, Cancel));
        Assert.Contains(users, user => user is { Name: "Alice Archer", Email: "alice.archer@example.com", Problem: null });
        Assert.DoesNotContain(users, user => user.Name == "Liaison");
    }
}
