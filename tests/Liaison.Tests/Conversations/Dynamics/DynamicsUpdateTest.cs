using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Tests.Cases;
using Xunit;

namespace Liaison.Tests.Conversations.Dynamics;

/// <summary>Cases raised in Dynamics by mapping templates, and changes made there that come back by a web hook.</summary>
public sealed class DynamicsUpdateTest(PostgresFixture postgres)
{
    [Fact]
    public async Task A_change_that_a_person_makes_in_dynamics_comes_into_the_case_and_somebody_elses_record_troubles_nobody()
    {
        await using var dynamics = await DynamicsHub.Start(postgres);
        var hub = dynamics.Hub;
        var (tenant, connection, who) = (hub.Tenant.Id, new Id<Connection>(hub.Connection), Actor.Liaison);
        await hub.Get<CaseTypeStore>().Create(tenant, new CaseType("request", "Request", null, [new("text", "Text", FieldType.Text), new("answer", "Answer", FieldType.Text)], [new("open", "Open", StatusKind.Initial)], []), who, CancellationToken.None);
        Done(await hub.Get<ReferenceStore>().Create(tenant, connection, "task", "Task", who, CancellationToken.None));
        var raise = Done(await hub.Get<TemplateStore>().Create(tenant, new Template(default, connection, "Raise", TemplateKind.Create, "task", "task", true, [new MappingRow(new RowSource(Fact: "case.values.text"), new RowTarget(Field: "subject"))], 1), who, CancellationToken.None));
        Done(await hub.Get<TemplateStore>().Create(tenant, new Template(default, connection, "Bring", TemplateKind.Incoming, "task", "task", true, [new MappingRow(new RowSource(Record: "description"), new RowTarget(CaseField: "answer"))], 1), who, CancellationToken.None));
        await hub.Get<RuleStore>().Create(tenant, new Rule(default, "request", "Raise", true, new Trigger(TriggerKind.Created), [], [new RuleAction(RuleActionKind.ApplyIntegration, connection, raise.Id)]), who, CancellationToken.None);
        // What was stored past the API is told to the hub by a notification, which may still be on its way.
        hub.Get<Setups>().ForgetAll();
        var made = await hub.Admin.Post("/api/v1/cases", new { type = "request", values = new { text = "A street light is out" } });
        Assert.True(made.Status == 201, made.Text);
        await hub.Delivered();
        var task = await hub.Sql<string>("select record from record_links where record_type = 'task'");

        using var changed = await dynamics.Sandbox.Http.PatchAsJsonAsync($"/dynamics/control/records/task/{task}", new { description = "Mended on site" }, TestContext.Current.CancellationToken);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var door = $"{hub.Address}integration/dynamics/web-hook?key={await hub.NewKey("integration")}";
        using var http = new HttpClient();
        async Task Tell(string record, string operation)
        {
            var context = new JsonObject { ["MessageName"] = "Update", ["PrimaryEntityName"] = "task", ["PrimaryEntityId"] = record, ["OperationId"] = operation, ["CorrelationId"] = "c", ["RequestId"] = "r" };
            using var answer = await http.PostAsJsonAsync(door, context, TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)answer.StatusCode);
        }
        await Tell(task, "one");
        await Tell(task, "one");
        await Tell("5e11ab1e-0000-4000-8000-00000000000a", "two");
        await CaseHub.Until(() => hub.Admin.Get($"/api/v1/cases/{made.Json["id"]}"), c => (string?)c["values"]!["answer"] == "Mended on site");
        Assert.Equal((1L, 1L), await hub.Sql<(long, long)>("select (select count(*) from deliveries where kind = 3), (select count(*) from events where type = 'record.unlinked')"));
    }

    private static T Done<T>(Saved<T> saved) => Assert.IsType<Saved<T>.Done>(saved).Value;
}
