using Liaison.Core.Connecting;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Lookups;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Connection = Liaison.Core.Connecting.Connection;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Puts the forms of records together: the mappings' fields, and what the system says of them. A system that does not answer in time gets forms of the mapped fields alone.</summary>
public sealed class RecordForms(ConnectorCatalog catalog, ConnectorPool pool, RecordTypes types, LiveRoad live)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<RecordFormAnswer>> Of(TenantSetup setup, Connection connection, Session session, string hub, CancellationToken cancel)
    {
        var rules = ConversationRules.Of(setup, connection, catalog);
        RecordForm Form(string name, RecordType? type) => RecordForm.Of(name, type, rules.RowsOf(name, session.Channel), rules.FactsOf(session, RecordDesk.FactsOf(session, hub)), rules.IsPerson(name));
        var names = RecordForm.TypesOf(rules.Vocabulary!);
        return await live.Ask<IReadOnlyList<RecordFormAnswer>>(Patience, connection.Id.Value, async within =>
        {
            var answers = new List<RecordFormAnswer>(names.Count);
            using var lease = pool.Take(connection);
            foreach (var name in names)
            {
                var form = Form(name, await types.Of(connection, name, within));
                var fields = new List<RecordFieldAnswer>(form.Fields.Count);
                foreach (var field in form.Fields)
                {
                    fields.Add(Answer(field, await Choices(lease.Connector as IListCodes, field, within)));
                }
                answers.Add(Answer(connection, form, fields));
            }
            return answers;
        }, _ => [.. names.Select(name => Form(name, null)).Select(form => Answer(connection, form, [.. form.Fields.Select(f => Answer(f, null))]))], cancel);
    }

    private static async Task<IReadOnlyList<FieldChoice>?> Choices(IListCodes? codes, RecordFormField field, CancellationToken cancel) =>
        field.Codes is not null && codes is not null && await codes.Codes(field.Codes, fresh: false, new Calls(), cancel) is Outcome<CodeList>.Success(var list)
            ? [.. list.Items.Where(c => !c.Inactive).Select(c => new FieldChoice(c.Value, c.Name))] : null;

    private static RecordFormAnswer Answer(Connection connection, RecordForm form, IReadOnlyList<RecordFieldAnswer> fields) => new(connection.Id, connection.Name, form.RecordType, form.Label, form.Person, fields);

    private static RecordFieldAnswer Answer(RecordFormField field, IReadOnlyList<FieldChoice>? choices) => new(field.Name, field.Label, field.Type, field.Required, field.Length, choices, field.Value);
}
