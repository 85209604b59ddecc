using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerTestTest
{
    [Fact, Trait("row", "A57")]
    public async Task The_first_call_of_the_day_is_one_call_for_there_is_no_token_to_make()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero));
        await using var bench = await KustomerBench.Start(time);
        var connector = bench.Open();
        var hannah = await bench.Customer("Hannah Marsh");
        Value(await connector.Read("customer", hannah, new Calls(), Cancel));
        time.Now += TimeSpan.FromHours(14);
        var morning = new Calls();
        Value(await connector.Read("customer", hannah, morning, Cancel));
        Assert.Contains("/v1/customers/", Assert.Single(morning.Exchanges).Request, StringComparison.Ordinal);
        // A connector that was opened this minute makes no more calls than one that has long been at work.
        var fresh = new Calls();
        Value(await bench.Open().Read("customer", hannah, fresh, Cancel));
        Assert.Single(fresh.Exchanges);
    }

    [Fact, Trait("row", "A63"), Trait("row", "A69"), Trait("row", "A71")]
    public async Task Trying_says_that_authentication_is_active_and_in_whose_name_records_will_be()
    {
        await using var bench = await KustomerBench.Start("keyName=CXone system user");
        var report = Value(await bench.Open().Test(bench.Calls, Cancel));
        Assert.Contains("with the key “CXone system user”", report.Summary, StringComparison.Ordinal);
        Assert.Contains(report.Details, detail => detail == "Authentication is active. Everything that Liaison writes bears the name “CXone system user”, and times are sent in UTC.");
        Assert.Contains(report.Details, detail => detail.Contains("United States (prod1)", StringComparison.Ordinal) && detail.Contains("EMEA", StringComparison.Ordinal));
        Assert.Contains("The key has all roles that Liaison needs.", report.Details);
        Assert.Contains(report.Details, detail => detail.Contains("calls of this minute are left", StringComparison.Ordinal));
        Assert.Contains(report.Details, detail => detail.StartsWith($"Agents see customers at {bench.Address}kustomer/app/customers", StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A61"), Trait("row", "A62")]
    public async Task A_key_without_administrator_s_rights_is_told_which_roles_it_lacks_and_what_for()
    {
        await using var bench = await KustomerBench.Start("removedRoles:0=note.create", "removedRoles:1=search.create");
        var report = Value(await bench.Open().Test(bench.Calls, Cancel));
        Assert.Contains("Missing: org.permission.note.create. Without it, notes and files cannot be kept.", report.Details);
        Assert.Contains(report.Details, detail => detail.StartsWith("Missing: org.permission.search.create.", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Details, detail => detail.Contains("customer.read", StringComparison.Ordinal));
        // What the key may not do, Liaison cannot: its roles are the rights of everything that happens by itself.
        var fault = Fault(await bench.Open().WriteTogether(KustomerBench.Talk("1", "+442079460777", ("note", "She likes tea.")), bench.Calls, Cancel));
        Assert.Equal(FaultKind.Permission, fault.Kind);
        Assert.Contains("roles", fault.Detail, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A60")]
    public async Task An_administrator_s_key_works_and_is_called_more_than_is_needed()
    {
        await using var bench = await KustomerBench.Start("roles:0=org.admin");
        var report = Value(await bench.Open().Test(bench.Calls, Cancel));
        Assert.DoesNotContain(report.Details, detail => detail.StartsWith("Missing", StringComparison.Ordinal));
        Assert.Contains(report.Details, detail => detail.Contains("more than Liaison needs", StringComparison.Ordinal));
        // Whoever sets it up is told beforehand, beside the mappings.
        Assert.Contains(KustomerConnector.Declaration.Notices, notice => notice.Text.Contains("Make a key of Liaison's own", StringComparison.Ordinal));
    }

    [Theory, Trait("row", "A61")]
    [InlineData(new[] { "org.permission.customer" }, "customer.update", true)]
    [InlineData(new[] { "org.permission.customer.read" }, "customer.update", false)]
    [InlineData(new[] { "org.user.customer.write" }, "customer.create", true)]
    [InlineData(new[] { "org.user.customer.write" }, "customer.read", false)]
    [InlineData(new[] { "org.user.customer.read" }, "customer.read", true)]
    [InlineData(new[] { "org.permission" }, "kobject.create", true)]
    [InlineData(new[] { "org.permission.custom" }, "customer.read", false)]
    public void A_role_grants_what_lies_below_it_and_older_names_count(string[] roles, string needed, bool granted) =>
        Assert.Equal(granted, NeededRoles.Missing(roles).All(missing => missing.Role != needed));

    [Theory, Trait("row", "A59")]
    [InlineData("key-deleted", "does not know the API key (any more)")]
    [InlineData("key-expired", "has run out")]
    [InlineData("pod-mismatch", "belongs to another region of Kustomer")]
    [InlineData("address-denied", "only from certain addresses")]
    public async Task A_key_that_is_of_no_use_parks_the_connection_with_a_sentence_that_says_why(string fault, string said)
    {
        await using var bench = await KustomerBench.Start();
        await bench.Fault(new { kind = fault });
        var told = Fault(await bench.Open().Test(bench.Calls, Cancel));
        Assert.Equal((FaultKind.Credentials, Verdict.ParkConnection, false), (told.Kind, told.Verdict, told.InDoubt));
        Assert.Contains(said, told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_region_names_both()
    {
        await using var bench = await KustomerBench.Start();
        var fault = Fault(await bench.Open(bench.Settings with { ApiKey = new Secret("demo-key-eu") }).Test(bench.Calls, Cancel));
        Assert.Equal("other-region", fault.Code);
        Assert.Contains("made in Europe (prod2)", fault.Detail, StringComparison.Ordinal);
        Assert.Contains("United States (prod1)", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_organisation_that_a_key_names_is_held_against_the_base_URL()
    {
        var claims = System.Buffers.Text.Base64Url.EncodeToString("{\"orgName\":\"other\",\"userType\":\"machine\"}"u8);
        var key = $"eyJhbGciOiJIUzI1NiJ9.{claims}.c2lnbmF0dXJl";
        await using var bench = await KustomerBench.Start("apiKey=" + key);
        // The name in the address counts, wherever it leads: here to the stand-in.
        using var there = new HttpClient(new Elsewhere(bench.Address));
        var report = Value(await KustomerBench.OpenAt(bench.Settings with { ApiKey = new Secret(key), BaseUrl = "ven12345" }, there).Test(bench.Calls, Cancel));
        Assert.Contains(report.Details, detail => detail.Contains("of the organisation “other”, and the base URL is of “ven12345”", StringComparison.Ordinal));
        Assert.DoesNotContain(key, string.Concat(bench.Calls.Exchanges), StringComparison.Ordinal);
    }

    private sealed class Elsewhere(Uri address) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, "/kustomer" + request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
