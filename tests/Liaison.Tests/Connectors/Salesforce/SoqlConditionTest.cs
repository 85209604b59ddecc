using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SoqlConditionTest
{
    [Theory, Trait("row", "A136")]
    [InlineData("LastName = {{ x }}", "(LastName = 'Mr X')")]
    [InlineData("lastname='{{x}}' and (Email=null or not email like '%@example.com')", "(lastname='Mr X' and (Email=null or not email like '%@example.com'))")]
    [InlineData("CreatedDate >= LAST_N_DAYS:30 AND CALENDAR_YEAR(CreatedDate) > 2020", "(CreatedDate >= LAST_N_DAYS:30 AND CALENDAR_YEAR(CreatedDate) > 2020)")]
    [InlineData("CreatedDate > {{ when }} AND Birthdate <= {{ when }}", "(CreatedDate > 2026-05-01T07:25:37Z AND Birthdate <= 2026-05-01)")]
    [InlineData("IsDeleted = {{ yes }}", "(IsDeleted = true)")]
    [InlineData("AccountId IN ({{ id }}, '001000000000002AAA')", "(AccountId IN ('0015500001QdQWaAAN', '001000000000002AAA'))")]
    [InlineData("Email NOT IN ('a@b.c') AND LeadSource != null", "(Email NOT IN ('a@b.c') AND LeadSource != null)")]
    [InlineData("AccountId IN (SELECT AccountId FROM Contact WHERE LastName = {{x}} AND Id != null)", "(AccountId IN (SELECT AccountId FROM Contact WHERE LastName = 'Mr X' AND Id != null))")]
    [InlineData("Owner.Name = {{ x }} AND ReportsTo.LastName = {{ x }}", "(Owner.Name = 'Mr X' AND ReportsTo.LastName = 'Mr X')", "Owner is described nowhere here")]
    public async Task A_condition_keeps_its_words_and_gets_typed_values(string condition, string sent, string? unknown = null)
    {
        await using var organisation = await RecordedOrganisation.Start();
        var answer = await organisation.Connector.Query(new RecordQuery("Contact", ["Email", "email", "ReportsTo.Email"], new QueryCondition.Free(condition)), Known, organisation.Calls, Cancel);
        if (unknown is not null)
        {
            Assert.Equal(("condition[0]", FaultKind.SchemaDrift), (Fault(answer).Field, Fault(answer).Kind));
            return;
        }
        Assert.Equal($"SELECT Id,Name,Email,ReportsTo.Email FROM Contact WHERE {sent} LIMIT 2000", Value(answer).Sent);
    }

    [Theory, Trait("row", "A138")]
    [InlineData("", 0, "no condition")]
    [InlineData("WHERE Name = 'x'", 0, "WHERE")]
    [InlineData("LastName = 'x' ORDER BY Name", 15, "ORDER")]
    [InlineData("LastName = 'x' LastName", 15, "AND or OR")]
    [InlineData("LastName == 'x'", 10, "value")]
    [InlineData("LastName = x.y", 11, "value")]
    [InlineData("LastName IS 'x'", 9, "operator")]
    [InlineData("LastName = \"x\"", 11, "single quotes")]
    [InlineData("LastName = 'x", 11, "not closed")]
    [InlineData(@"LastName = 'a\-b'", 13, "backslash")]
    [InlineData("LastName = 'O''Test'", 14, "AND or OR")]
    [InlineData("{{ x }} = 'x'", 0, "placeholder")]
    [InlineData("LastName {{ x }} 'x'", 9, "placeholder")]
    [InlineData("LastName = {{ x", 11, "not closed")]
    [InlineData("LastName = {{ }}", 11, "names nothing")]
    [InlineData("CALENDAR_YEAR({{ x }}) = 2026", 14, "function")]
    [InlineData("CALENDAR_YEAR(CreatedDate) = {{ x }}", 29, "function")]
    [InlineData("(LastName = 'x'", 15, "“)” is missing")]
    [InlineData("LastName = 'x')", 14, "AND or OR")]
    [InlineData("LastName IN 'x'", 12, "“(”")]
    [InlineData("Nonsense__c = 1 AND LastName = 'x'", 0, "no field Nonsense__c")]
    [InlineData("LastName = 'x' AND Description = 'y'", 19, "cannot stand in a condition")]
    [InlineData("LastName = 'x' AND Account.Nam = 'y'", 19, "Account")]
    [InlineData("LastName = 'x'; DELETE", 14, "no meaning")]
    public async Task What_is_wrong_is_told_with_its_place_before_anything_is_sent(string condition, int at, string word)
    {
        await using var organisation = await RecordedOrganisation.Start();
        var fault = Fault(await organisation.Connector.Query(new RecordQuery("Contact", [], new QueryCondition.Free(condition)), Known, organisation.Calls, Cancel));
        Assert.Equal($"condition[{at}]", fault.Field);
        Assert.Contains(word, fault.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(organisation.Asked);
    }

    [Theory, Trait("row", "A136"), Trait("row", "A142")]
    [InlineData("LastName = {{ absent }}")]
    [InlineData("LastName LIKE '%{{ absent }}%'")]
    [InlineData("LastName = 'x' OR Email = {{ absent }}")]
    [InlineData("LastName = 'a {{ x }} {{ absent }}'")]
    public async Task An_absent_fact_finds_nobody_and_costs_no_call(string condition)
    {
        await using var organisation = await RecordedOrganisation.Start();
        var answer = Value(await organisation.Connector.Query(new RecordQuery("Contact", [], new QueryCondition.Free(condition)), Known, organisation.Calls, Cancel));
        Assert.Equal((0, 0), (answer.Records.Count, answer.Total));
        Assert.Contains("absent", answer.Sent, StringComparison.Ordinal);
        Assert.Empty(organisation.Asked);
    }

    [Theory, Trait("row", "A135")]
    [InlineData("LastName", "equals", "{{ x }}", "LastName = 'Mr X'")]
    [InlineData("LastName", "equals", "of {{ x }}, {{ yes }}", "LastName = 'of Mr X, yes'")]
    [InlineData("LastName", "contains", "50%_{{ x }}", @"LastName LIKE '%50\%\_Mr X%'")]
    [InlineData("CreatedDate", "atLeast", "{{ when }}", "CreatedDate >= 2026-05-01T07:25:37Z")]
    [InlineData("IsDeleted", "notEquals", "no", "IsDeleted != false")]
    [InlineData("Email", "equals", "", "Email = null")]
    [InlineData("Tags__c", "equals", "a", "Tags__c INCLUDES ('a')")]
    public async Task A_single_condition_becomes_one_comparison(string field, string sign, string value, string sent)
    {
        await using var organisation = await RecordedOrganisation.Start(("Tags__c", "multipicklist"));
        var answer = Value(await organisation.Connector.Query(new RecordQuery("Contact", [], new QueryCondition.One(field, sign, value)), Known, organisation.Calls, Cancel));
        Assert.Equal($"SELECT Id,Name FROM Contact WHERE {sent} LIMIT 2000", answer.Sent);
    }

    [Theory, InlineData("CreatedDate", "contains"), InlineData("LastName", "sounds"), InlineData("Description", "equals"), InlineData("Nobody__c", "equals")]
    public async Task A_single_condition_that_cannot_be_is_refused(string field, string sign)
    {
        await using var organisation = await RecordedOrganisation.Start();
        Assert.Contains(Fault(await organisation.Connector.Query(new RecordQuery("Contact", [], new QueryCondition.One(field, sign, "x")), Known, organisation.Calls, Cancel)).Kind, (FaultKind[])[FaultKind.Validation, FaultKind.SchemaDrift]);
        Assert.Empty(organisation.Asked);
    }

    private static Facts Known { get; } = new(path => path switch { "x" => "Mr X", "when" => "2026-05-01T09:25:37+02:00", "yes" => "yes", "id" => "0015500001QdQWaAAN", _ => null });
}
