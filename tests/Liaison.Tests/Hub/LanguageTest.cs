using System.Text.Json.Nodes;
using Liaison.Connectors.Confirm;
using Liaison.Hub.Connecting;
using Xunit;

namespace Liaison.Tests.Hub;

/// <summary>The API speaks to people in their language, in the fields in which it speaks English to others.</summary>
public sealed class LanguageTest(PostgresFixture postgres)
{
    [Fact]
    public async Task Settings_are_labelled_in_the_language_of_the_account_whatever_the_browser_asks_for()
    {
        await using var hub = await Hub();
        using var admin = await hub.SignIn();
        admin.Http.DefaultRequestHeaders.Add("Accept-Language", "pl");
        await admin.Patch("/api/v1/session", new { locale = "fr" });
        var french = await Confirm(admin);
        Assert.Equal(("Mot de passe", "Connexion"), (Setting(french, "password")["label"]!.GetValue<string>(), Setting(french, "password")["group"]!.GetValue<string>()));
        Assert.StartsWith("Crée et met à jour des Enquiries", french["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("Données personnelles", french["notices"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        await admin.Patch("/api/v1/session", new { locale = "pl" });
        Assert.Equal("Hasło", Setting(await Confirm(admin), "password")["label"]!.GetValue<string>());
        await admin.Patch("/api/v1/session", new { locale = "en" });
        Assert.Equal("Password", Setting(await Confirm(admin), "password")["label"]!.GetValue<string>());
    }

    [Theory, InlineData("fr-CA, en;q=0.5", "Mot de passe"), InlineData("de, en;q=0.3, pl;q=0.8", "Hasło"), InlineData("de", "Password"), InlineData("pl;q=0, de", "Password"), InlineData("?!", "Password")]
    public async Task A_program_is_answered_in_the_language_that_it_asks_for_and_in_English_otherwise(string asked, string label)
    {
        await using var hub = await Hub();
        using var program = await hub.WithKey("configuration");
        program.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", asked);
        Assert.Equal(label, Setting(await Confirm(program), "password")["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_account_in_a_language_that_is_not_spoken_any_more_is_answered_in_English()
    {
        await using var hub = await Hub();
        using var admin = await hub.SignIn();
        await using (var connection = await hub.Database.OpenForAll(CancellationToken.None))
        {
            await using var change = new Npgsql.NpgsqlCommand("update users set locale = 'tlh'", connection);
            await change.ExecuteNonQueryAsync();
        }
        Assert.Equal("Password", Setting(await Confirm(admin), "password")["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_wrong_with_a_setting_is_said_with_the_label_that_stands_on_the_form()
    {
        await using var hub = await Hub();
        using var admin = await hub.SignIn();
        await admin.Patch("/api/v1/session", new { locale = "fr" });
        var made = await admin.Post("/api/v1/connections", new { kind = "confirm", name = "Confirm" });
        var refused = await admin.Put($"/api/v1/connections/{made.Id}", new { name = "Confirm", enabled = false, settings = new { endpoint = "nowhere", timezone = "Mars/Olympus" } }, made.Version);
        Assert.Equal(422, refused.Status);
        Assert.Equal(
            ["Point d’accès : il faut une adresse entière qui commence par https:// (ou http://), sans nom d’utilisateur.",
                "Fuseau horaire : cette machine ne connaît pas de fuseau horaire « Mars/Olympus ». Utilisez un nom comme Europe/Paris."],
            refused.Json["problems"]!.AsArray().Select(problem => problem!["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_fault_gives_its_advice_in_the_language_of_whoever_reads_it()
    {
        await using var hub = await Hub();
        using var admin = await hub.SignIn();
        var made = await admin.Post("/api/v1/connections", new { kind = "confirm", name = "Confirm" });
        var nowhere = new { settings = new { endpoint = "http://127.0.0.1:9/confirmconnector.asmx", username = "liaison", password = "secret", tenantId = "T" } };
        var english = await admin.Post($"/api/v1/connections/{made.Id}/test", nowhere);
        Assert.StartsWith("The other system could not be reached.", english.Json["fault"]!["advice"]!.GetValue<string>(), StringComparison.Ordinal);
        await admin.Patch("/api/v1/session", new { locale = "pl" });
        var polish = await admin.Post($"/api/v1/connections/{made.Id}/test", nowhere);
        Assert.StartsWith("Drugi system był nieosiągalny.", polish.Json["fault"]!["advice"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(english.Json["fault"]!["kind"]!.GetValue<string>(), polish.Json["fault"]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_conversations_become_is_offered_in_the_language_of_the_account()
    {
        await using var hub = await Hub();
        using var admin = await hub.SignIn();
        await admin.Patch("/api/v1/session", new { locale = "fr" });
        var made = await admin.Post("/api/v1/connections", new { kind = "salesforce", name = "Salesforce" });
        var vocabulary = (await admin.Get($"/api/v1/connections/{made.Id}/conversations")).Json["vocabulary"]!;
        Assert.Equal("Créer un dossier", vocabulary["actions"]!.AsArray().Single(action => action!["name"]!.GetValue<string>() == "case")!["label"]!.GetValue<string>());
        Assert.Equal("Ventes", vocabulary["presets"]![0]!["label"]!.GetValue<string>());
    }

    private Task<HubFixture> Hub() => HubFixture.Start(postgres, connecting: new ConnectingOptions { Assemblies = [typeof(ConfirmConnector).Assembly], AllowInternalAddresses = true });

    private static async Task<JsonNode> Confirm(HubClient client) =>
        (await client.Get("/api/v1/connectors")).Json["items"]!.AsArray().Single(connector => connector!["kind"]!.GetValue<string>() == "confirm")!;

    private static JsonNode Setting(JsonNode connector, string name) => connector["settings"]!.AsArray().Single(field => field!["name"]!.GetValue<string>() == name)!;
}
