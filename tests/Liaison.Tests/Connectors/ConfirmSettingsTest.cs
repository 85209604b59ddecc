using System.Text.Json;
using Liaison.Connectors.Confirm;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Tests.Sandbox;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmSettingsTest
{
    [Theory]
    [InlineData("A8", "endpoint", "Endpoint", "url")]
    [InlineData("A9", "username", "Username", "text")]
    [InlineData("A9", "password", "Password", "secret")]
    [InlineData("A10", "tenantId", "Tenant ID", "text")]
    [InlineData("A11", "cacheLookupsSeconds", "Cache lookups for (seconds)", "number")]
    [InlineData("A12", "externalSystemNumber", "External System Number", "text")]
    [InlineData("A13", "timezone", "Timezone", "timeZone")]
    [InlineData("A14", "setLoggedTime", "Set Logged Time?", "boolean")]
    [InlineData("A16", "confirmWebBaseUrl", "ConfirmWeb base url", "url")]
    [Trait("row", "A8"), Trait("row", "A9"), Trait("row", "A10"), Trait("row", "A11"), Trait("row", "A12"), Trait("row", "A13"), Trait("row", "A14"), Trait("row", "A16")]
    public void Each_setting_is_in_the_form_under_its_own_label(string row, string name, string label, string type)
    {
        Assert.StartsWith("A", row, StringComparison.Ordinal);
        var field = Assert.Single(SettingsForm.FieldsOf(typeof(ConfirmSettings)), field => field.Name == name);
        Assert.Equal((label, type), (field.Label, field.Type));
    }

    [Fact, Trait("row", "A4"), Trait("row", "A16")]
    public void OnDemand_is_named_and_its_addresses_are_offered()
    {
        Assert.Contains("OnDemand", ConfirmConnector.Declaration.Summary, StringComparison.Ordinal);
        Assert.All(SettingsForm.FieldsOf(typeof(ConfirmSettings)).Where(field => field.Type == "url"), field => Assert.Equal(2, field.Links.Count(link => link.Url.Contains(".ondemand.confirm.co.uk/", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_is_wrong_with_settings_is_told()
    {
        using var document = JsonDocument.Parse("""{"endpoint":"ftp://x","username":"u","password":"p","tenantId":"t","timezone":"Mars/Base"}""");
        Assert.Equal(["/endpoint not-a-url", "/timezone unknown-time-zone"], SettingsForm.Read(ConfirmConnector.Declaration, document.RootElement).Problems.Select(problem => $"{problem.At} {problem.Code}"));
        using var number = JsonDocument.Parse("""{"endpoint":"https://x/","username":"u","password":"p","tenantId":"t","externalSystemNumber":"one"}""");
        Assert.Equal("/externalSystemNumber", Assert.Single(SettingsForm.Read(ConfirmConnector.Declaration, number.RootElement).Problems).At);
    }

    [Fact, Trait("row", "A6")]
    public async Task The_test_reaches_both_doors_and_says_what_it_found()
    {
        await using var bench = await ConfirmBench.Start();
        var report = Value(await bench.Open(bench.WithWeb).Test(bench.Calls, Cancel));
        Assert.Equal("Connected to “Demo Council - Development” as LIAISON.", report.Summary);
        Assert.Contains(report.Details, detail => detail.StartsWith("12 services", StringComparison.Ordinal));
        Assert.Contains(report.Details, detail => detail.Contains("5 customer types", StringComparison.Ordinal));
        Assert.Contains(report.Details, detail => detail.Contains("uploaded through ConfirmWeb", StringComparison.Ordinal));
    }

    [Theory, Trait("row", "A7")]
    [InlineData("password", FaultKind.Credentials, "locked")]
    [InlineData("tenant", FaultKind.Credentials, "Tenant ID")]
    [InlineData("path", FaultKind.Unknown, "404")]
    [InlineData("host", FaultKind.Unreachable, "nowhere.invalid")]
    [InlineData("web", FaultKind.NotFound, "ConfirmWeb base url")]
    public async Task A_failed_test_says_why(string wrong, FaultKind kind, string said)
    {
        await using var bench = await ConfirmBench.Start();
        var settings = wrong switch
        {
            "password" => bench.Settings with { Password = new("no") },
            "tenant" => bench.Settings with { TenantId = "Elsewhere" },
            "path" => bench.Settings with { Endpoint = new Uri(bench.Sandbox.Address, "/elsewhere.asmx").ToString() },
            "host" => bench.Settings with { Endpoint = "http://nowhere.invalid/c.asmx" },
            _ => bench.Settings with { ConfirmWebBaseUrl = new Uri(bench.Sandbox.Address, "/elsewhere").ToString() },
        };
        var fault = Fault(await bench.Open(settings).Test(bench.Calls, Cancel));
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(said, fault.Detail, StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A11")]
    public async Task Code_lists_are_asked_for_once_while_they_are_remembered()
    {
        var time = new SettableTime(ConfirmWriteTest.Iso("2026-07-01T09:00:00Z"));
        await using var bench = await ConfirmBench.Start(time);
        var connector = bench.Open(bench.Settings with { CacheLookupsSeconds = 600 });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async at => Value(await connector.Create(bench.Light($"CAS-{at}"), new Calls(), Cancel))));
        Assert.Equal(1, await Asked(bench));
        time.Now = time.Now.AddSeconds(601);
        Value(await connector.Create(bench.Light("CAS-9"), bench.Calls, Cancel));
        Assert.Equal(2, await Asked(bench));
    }

    [Fact, Trait("row", "A11")]
    public async Task Left_empty_nothing_is_remembered()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open();
        Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        Value(await connector.Create(bench.Light("CAS-2"), bench.Calls, Cancel));
        Assert.Equal(2, await Asked(bench));
    }

    [Fact, Trait("row", "A11")]
    public async Task A_code_that_was_added_since_is_found_by_asking_once_more()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open(bench.Settings with { CacheLookupsSeconds = 600 });
        await bench.Sandbox.Fault(new { kind = "missing-subject", serviceCode = "LG", subjectCode = "SL", lookupsOnly = true, count = 1 });
        Value(await connector.Codes("subjects", fresh: false, bench.Calls, Cancel));
        Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        Assert.Equal(2, await Asked(bench));
        await bench.Sandbox.Fault(new { kind = "missing-subject", serviceCode = "LG", subjectCode = "SL" });
        Value(await connector.Codes("subjects", fresh: true, bench.Calls, Cancel));
        Assert.Equal("unknown-code", Fault(await connector.Create(bench.Light("CAS-2"), bench.Calls, Cancel)).Code);
    }

    [Fact, Trait("row", "A32")]
    public async Task Code_lists_are_offered_by_name_and_old_ones_rather_than_none()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open(bench.Settings with { CacheLookupsSeconds = 600 });
        Assert.Contains(new Code("SL", "Street light not working", "LG"), Value(await connector.Codes("subjects", fresh: false, bench.Calls, Cancel)).Items);
        foreach (var list in ConfirmFields.All.Select(field => field.Codes).OfType<string>().Where(list => list != "classes"))
        {
            Assert.NotEmpty(Value(await connector.Codes(list, fresh: false, bench.Calls, Cancel)).Items);
        }
        Assert.Equal(3, Value(await connector.Codes("attribute:SIZE", fresh: false, bench.Calls, Cancel)).Items.Count);
        await bench.Sandbox.Fault(new { kind = "server-error" });
        var old = Value(await connector.Codes("services", fresh: true, bench.Calls, Cancel));
        Assert.Equal((12, true), (old.Items.Count, old.Stale));
    }

    private static async Task<int> Asked(ConfirmBench bench) =>
        (await bench.Sandbox.Get("/confirm/control/counters")).GetProperty("counts").TryGetProperty("operation.GetEnquiryLookups", out var count) ? count.GetInt32() : 0;
}
