using Liaison.Sandbox.Confirm.Records;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>
/// Writes the log rows of a window over LoggedTime, both ends included. As the vendor does, one enquiry may come in several elements and
/// its rows out of order: here the newest row comes first, in an element of its own.
/// </summary>
public static class StatusChangesElement
{
    public static void Write(ReplyWriter reply, IEnumerable<Enquiry> enquiries, DateTime from, DateTime to)
    {
        reply.Open("GetEnquiryStatusChangesResponse");
        foreach (var enquiry in enquiries)
        {
            var rows = enquiry.Logs.Where(log => log.LoggedAt >= from && log.LoggedAt <= to).ToArray();
            if (rows.Length > 0)
            {
                One(reply, enquiry.Number, rows.AsSpan(rows.Length - 1));
            }

            if (rows.Length > 1)
            {
                One(reply, enquiry.Number, rows.AsSpan(0, rows.Length - 1));
            }
        }

        reply.Close();
    }

    public static void One(ReplyWriter reply, int number, ReadOnlySpan<StatusLog> rows)
    {
        reply.Open("UpdatedEnquiry");
        reply.Write("EnquiryNumber", number);
        foreach (var log in rows)
        {
            reply.Open("EnquiryStatusLog");
            reply.Write("EnquiryLogNumber", log.Number);
            reply.Write("EnquiryStatusCode", log.StatusCode);
            reply.Write("LoggedTime", log.LoggedAt);
            reply.Write("LogEffectiveTime", log.EffectiveAt);
            reply.Optional("StatusLogNotes", log.Notes);
            reply.Close();
        }

        reply.Close();
    }
}
